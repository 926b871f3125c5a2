import { type Database, transaction } from './database.ts'
import { getPermissionId } from './permission-names.ts'

export * from './grants.ts'

/** Names of the global permissions that somebody has by himself. */
export async function listUserGlobals(db: Database, userId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('user_to_perm as own')
    .innerJoin('permissions', 'permissions.permission_id', 'own.permission_id')
    .select('permission_name')
    .where('own.user_id', '=', userId)
    .orderBy('own.user_to_perm_id')
    .execute()
  return rows.map(row => row.permission_name)
}

/** Names of the global permissions that somebody has through the groups that are switched on. */
export async function listGroupGlobals(db: Database, userId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('users_group_to_perm as own')
    .innerJoin('permissions', 'permissions.permission_id', 'own.permission_id')
    .innerJoin('users_groups', 'users_groups.users_group_id', 'own.users_group_id')
    .innerJoin('users_groups_members', 'users_groups_members.users_group_id', 'users_groups.users_group_id')
    .select('permission_name')
    .where('users_groups_members.user_id', '=', userId)
    .where('users_group_active', '=', true)
    .orderBy('own.users_group_to_perm_id')
    .execute()
  return rows.map(row => row.permission_name)
}

/** These, and no others. */
export async function setUserGlobals(db: Database, userId: number, permissions: readonly string[]): Promise<void> {
  await transaction(db, async tx => {
    await tx.deleteFrom('user_to_perm').where('user_id', '=', userId).execute()
    for (const name of new Set(permissions)) {
      const row = { user_id: userId, permission_id: await getPermissionId(tx, name) }
      await tx.insertInto('user_to_perm').values(row).execute()
    }
  })
}

/** These, and no others. */
export async function setGroupGlobals(
  db: Database,
  userGroupId: number,
  permissions: readonly string[],
): Promise<void> {
  await transaction(db, async tx => {
    await tx.deleteFrom('users_group_to_perm').where('users_group_id', '=', userGroupId).execute()
    for (const name of new Set(permissions)) {
      const row = { users_group_id: userGroupId, permission_id: await getPermissionId(tx, name) }
      await tx.insertInto('users_group_to_perm').values(row).execute()
    }
  })
}
