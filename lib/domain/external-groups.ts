import { addMember, findUserGroupByName, insertUserGroup, listGroupsOfUser, removeMember } from '#db/user-groups.ts'
import { listUsers } from '#db/users.ts'
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
    return insertUserGroup(db, {
      name,
      active: true,
      description,
      ownerId: owner.id,
      createdOn: now(),
      externType: plugin,
    })
  }
}
