import { sql } from 'kysely'
import { type Database, transaction } from './database.ts'
import { getPermissionId } from './permission-names.ts'
import { keyOf } from './schema.ts'

/** What everybody may do with each thing of a kind: the default user's rows. */
export type DefaultGrants = 'repository' | 'group' | 'userGroup'

const stores = {
  repository: { table: 'repo_to_perm', object: 'repository_id' },
  group: { table: 'user_repo_group_to_perm', object: 'group_id' },
  userGroup: { table: 'user_user_group_to_perm', object: 'user_group_id' },
} as const

/** Sets the row of this user on everything of the kind that he has a row on, but for private repositories. */
export async function overwriteGrants(
  db: Database,
  { kind, userId, permission }: { readonly kind: DefaultGrants; readonly userId: number; readonly permission: string },
): Promise<void> {
  const store = stores[kind]
  const [table, object, key] = [sql.table(store.table), sql.ref(store.object), sql.ref(keyOf(store.table))]
  const isPublic =
    kind === 'repository'
      ? sql`${object} not in (select repo_id from repositories where private = ${true})`
      : sql`${true} = ${true}`
  await transaction(db, async tx => {
    const permissionId = await getPermissionId(tx, permission)
    // other programs may have left more than one row a thing, which could not all become the same
    const firsts = sql`select min(${key}) as kept from ${table} where user_id = ${userId} group by ${object}`
    const others = sql`${key} not in (select kept from (${firsts}) firsts)`
    await sql`delete from ${table} where user_id = ${userId} and ${isPublic} and ${others}`.execute(tx)
    await sql`update ${table} set permission_id = ${permissionId} where user_id = ${userId} and ${isPublic}`.execute(tx)
  })
}
