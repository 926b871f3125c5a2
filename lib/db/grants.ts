import { sql } from 'kysely'
import { type Database, transaction } from './database.ts'
import { getPermissionId } from './permission-names.ts'
import { keyOf } from './schema.ts'

/** What somebody may do with something, e.g. `repository.read`, and through whom. */
export interface Grant {
  readonly source: 'default' | 'group' | 'user'
  readonly permission: string
}

/** Whose grants are asked for; those of the default user are everybody's. */
export interface Grantees {
  readonly userId: number
  readonly defaultId: number | null
}

/** Who gets something. */
export type Grantee = { readonly userId: number } | { readonly userGroupId: number }

/** Those of the user, of his groups that are switched on, and of the default user. */
export async function listRepositoryGrants(
  db: Database,
  who: Grantees,
): Promise<readonly (Grant & { readonly repositoryId: number })[]> {
  const grants = await listGrants(db, who, stores.repository)
  return grants.map(({ object, ...grant }) => ({ repositoryId: object, ...grant }))
}

/** On groups of repositories. */
export async function listGroupGrants(
  db: Database,
  who: Grantees,
): Promise<readonly (Grant & { readonly groupId: number })[]> {
  const grants = await listGrants(db, who, stores.group)
  return grants.map(({ object, ...grant }) => ({ groupId: object, ...grant }))
}

export async function listUserGroupGrants(
  db: Database,
  who: Grantees,
): Promise<readonly (Grant & { readonly userGroupId: number })[]> {
  const grants = await listGrants(db, who, stores.userGroup)
  return grants.map(({ object, ...grant }) => ({ userGroupId: object, ...grant }))
}

/** In place of what they had on it. */
export async function grantOnRepository(
  db: Database,
  { repositoryId, permission, ...to }: Grantee & { readonly repositoryId: number; readonly permission: string },
): Promise<void> {
  await saveGrant(db, stores.repository, { object: repositoryId, permission, to })
}

/** On a group of repositories, in place of what they had on it. */
export async function grantOnGroup(
  db: Database,
  { groupId, permission, ...to }: Grantee & { readonly groupId: number; readonly permission: string },
): Promise<void> {
  await saveGrant(db, stores.group, { object: groupId, permission, to })
}

/** On a user group, in place of what they had on it. */
export async function grantOnUserGroup(
  db: Database,
  { onUserGroupId, permission, ...to }: Grantee & { readonly onUserGroupId: number; readonly permission: string },
): Promise<void> {
  await saveGrant(db, stores.userGroup, { object: onUserGroupId, permission, to })
}

/** A table of grants: the column of who gets it, and of what it is about. */
interface Store {
  readonly table: string
  readonly subject: string
  readonly object: string
}

interface Stores {
  readonly users: Store
  readonly groups: Store
}

const stores = {
  repository: {
    users: { table: 'repo_to_perm', subject: 'user_id', object: 'repository_id' },
    groups: { table: 'users_group_repo_to_perm', subject: 'users_group_id', object: 'repository_id' },
  },
  group: {
    users: { table: 'user_repo_group_to_perm', subject: 'user_id', object: 'group_id' },
    groups: { table: 'users_group_repo_group_to_perm', subject: 'users_group_id', object: 'group_id' },
  },
  userGroup: {
    users: { table: 'user_user_group_to_perm', subject: 'user_id', object: 'user_group_id' },
    groups: { table: 'user_group_user_group_to_perm', subject: 'user_group_id', object: 'target_user_group_id' },
  },
} satisfies Readonly<Record<string, Stores>>

async function listGrants(
  db: Database,
  { userId, defaultId }: Grantees,
  { users, groups }: Stores,
): Promise<readonly (Grant & { readonly object: number })[]> {
  const { rows } = await sql<Grant & { readonly object: number }>`
    select ${sql.ref(`own.${users.object}`)} as object, permission_name as permission,
      case when own.user_id = ${defaultId} then 'default' else 'user' end as source
    from ${sql.table(users.table)} own join permissions on permissions.permission_id = own.permission_id
    where own.user_id in (${userId}, ${defaultId})
    union all
    select ${sql.ref(`own.${groups.object}`)}, permission_name, 'group'
    from ${sql.table(groups.table)} own join permissions on permissions.permission_id = own.permission_id
    join users_groups on users_groups.users_group_id = ${sql.ref(`own.${groups.subject}`)}
    join users_groups_members on users_groups_members.users_group_id = users_groups.users_group_id
    where users_groups_members.user_id = ${userId} and users_groups.users_group_active = ${true}`.execute(db)
  return rows
}

interface Saving {
  readonly object: number
  readonly permission: string
  readonly to: Grantee
}

/** Keeps one row for whom and what; where there are more, as other programs may have left them, the first. */
async function saveGrant(db: Database, { users, groups }: Stores, { object, permission, to }: Saving): Promise<void> {
  const store = 'userId' in to ? users : groups
  const subject = 'userId' in to ? to.userId : to.userGroupId
  const table = sql.table(store.table)
  const key = sql.ref(keyOf(store.table))
  await transaction(db, async tx => {
    const permissionId = await getPermissionId(tx, permission)
    const { rows } = await sql<{ id: number }>`
      select ${key} as id from ${table} where ${sql.ref(store.subject)} = ${subject}
      and ${sql.ref(store.object)} = ${object} order by ${key}`.execute(tx)
    const [first, ...others] = rows
    for (const { id } of others) await sql`delete from ${table} where ${key} = ${id}`.execute(tx)
    await (first
      ? sql`update ${table} set permission_id = ${permissionId} where ${key} = ${first.id}`
      : sql`insert into ${table} (${sql.ref(store.subject)}, ${sql.ref(store.object)}, permission_id)
          values (${subject}, ${object}, ${permissionId})`
    ).execute(tx)
  })
}
