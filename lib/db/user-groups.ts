import type { Selectable } from 'kysely'
import { type Database, transaction } from './database.ts'
import type { Schema } from './schema.ts'
import { formatJson, parseFlag, parseJson, parseMoment } from './values.ts'

export interface UserGroupRow {
  readonly id: number
  readonly name: string
  readonly description: string | null
  readonly active: boolean
  readonly ownerId: number
  readonly createdOn: Date
  /** The plugin that manages it; null where people do. */
  readonly externType: string | null
}

export async function findUserGroupById(db: Database, id: number): Promise<UserGroupRow | undefined> {
  const row = await db.selectFrom('users_groups').selectAll().where('users_group_id', '=', id).executeTakeFirst()
  return row && toUserGroup(row)
}

export async function findUserGroupByName(db: Database, name: string): Promise<UserGroupRow | undefined> {
  const row = await db.selectFrom('users_groups').selectAll().where('users_group_name', '=', name).executeTakeFirst()
  return row && toUserGroup(row)
}

export async function listUserGroups(db: Database): Promise<readonly UserGroupRow[]> {
  return (await db.selectFrom('users_groups').selectAll().orderBy('users_group_name').execute()).map(toUserGroup)
}

/** The groups that somebody is in, also those that are switched off. */
export async function listGroupsOfUser(db: Database, userId: number): Promise<readonly UserGroupRow[]> {
  const memberships = db.selectFrom('users_groups_members').select('users_group_id').where('user_id', '=', userId)
  const query = db.selectFrom('users_groups').selectAll().where('users_group_id', 'in', memberships)
  return (await query.orderBy('users_group_name').execute()).map(toUserGroup)
}

/** A name that a user group has is a conflict. */
export async function insertUserGroup(db: Database, group: Omit<UserGroupRow, 'id'>): Promise<UserGroupRow> {
  const values = {
    users_group_name: group.name,
    user_group_description: group.description,
    users_group_active: group.active,
    user_id: group.ownerId,
    created_on: group.createdOn,
    group_data: group.externType === null ? null : formatJson({ extern_type: group.externType }),
  }
  return toUserGroup(await db.insertInto('users_groups').values(values).returningAll().executeTakeFirstOrThrow())
}

/** Ids of users, in the order in which they joined. */
export async function listMembers(db: Database, userGroupId: number): Promise<readonly number[]> {
  const query = db.selectFrom('users_groups_members').select('user_id').where('users_group_id', '=', userGroupId)
  return (await query.orderBy('users_group_member_id').execute()).map(row => row.user_id)
}

/** Nobody is twice in a group. */
export async function addMember(db: Database, userGroupId: number, userId: number): Promise<void> {
  await transaction(db, async tx => {
    if ((await listMembers(tx, userGroupId)).includes(userId)) return
    await tx.insertInto('users_groups_members').values({ users_group_id: userGroupId, user_id: userId }).execute()
  })
}

export async function removeMember(db: Database, userGroupId: number, userId: number): Promise<void> {
  const query = db.deleteFrom('users_groups_members').where('users_group_id', '=', userGroupId)
  await query.where('user_id', '=', userId).execute()
}

function toUserGroup(row: Selectable<Schema['users_groups']>): UserGroupRow {
  const externType = parseJson(row.group_data)?.extern_type
  return {
    id: row.users_group_id,
    name: row.users_group_name,
    description: row.user_group_description,
    active: parseFlag(row.users_group_active),
    ownerId: row.user_id,
    createdOn: parseMoment(row.created_on),
    externType: typeof externType === 'string' && externType !== '' ? externType : null,
  }
}
