import { type Database, transaction } from '#db/database.ts'
import { grantOnUserGroup, listUserGlobals } from '#db/permissions.ts'
import {
  addMember,
  findUserGroupByName,
  insertUserGroup,
  listGroupsOfUser,
  removeMember,
  type UserGroupRow,
} from '#db/user-groups.ts'
import { listUsers } from '#db/users.ts'
import { getDefaultUser, usualPermission } from './default-permissions.ts'
import type { Site } from './site.ts'

interface Taking {
  readonly plugin: string
  readonly userId: number
  /** Those the plugin names. */
  readonly names: readonly string[]
}

/**
 * Puts somebody into the user groups that a plugin names and that plugins manage, and out of the other managed ones,
 * whichever plugin made them: that is Kallithea's rule. Groups that people manage are never touched.
 */
export async function takeOverGroups(
  { db, now }: Pick<Site, 'db' | 'now'>,
  { plugin, userId, names }: Taking,
): Promise<void> {
  const before = await listGroupsOfUser(db, userId)
  for (const group of before) {
    if (group.externType !== null && !names.includes(group.name)) await removeMember(db, group.id, userId)
  }
  for (const name of names) {
    if (before.some(group => group.name === name)) continue
    const group = (await findUserGroupByName(db, name)) ?? (await make(name))
    if (group && group.externType !== null) await addMember(db, group.id, userId)
  }

  async function make(name: string) {
    const owner = (await listUsers(db)).find(user => user.admin)
    if (!owner) return null
    const description = `Automatically created from plugin:${plugin}`
    const facts = { name, active: true, description, createdOn: now(), externType: plugin }
    return insertWithGrants(db, { ...facts, ownerId: owner.id })
  }
}

/** A new user group is what everybody usually may do with one, and its owner's. */
async function insertWithGrants(db: Database, facts: Omit<UserGroupRow, 'id'>): Promise<UserGroupRow> {
  return transaction(db, async tx => {
    const group = await insertUserGroup(tx, facts)
    const { id: userId } = await getDefaultUser({ db: tx })
    const permission = usualPermission(await listUserGlobals(tx, userId), 'usergroup')
    await grantOnUserGroup(tx, { onUserGroupId: group.id, userId, permission })
    await grantOnUserGroup(tx, { onUserGroupId: group.id, userId: facts.ownerId, permission: 'usergroup.admin' })
    return group
  })
}
