import type { Database } from './database.ts'

/** All that there are, in the order in which Kallithea makes them. Older databases have others besides. */
export const permissionNames: readonly string[] = [
  'hg.admin',
  ...['repository', 'group', 'usergroup'].flatMap(kind =>
    ['none', 'read', 'write', 'admin'].map(level => `${kind}.${level}`),
  ),
  'hg.usergroup.create.false',
  'hg.usergroup.create.true',
  'hg.create.none',
  'hg.create.repository',
  'hg.fork.none',
  'hg.fork.repository',
  'hg.register.none',
  'hg.register.manual_activate',
  'hg.register.auto_activate',
  'hg.extern_activate.manual',
  'hg.extern_activate.auto',
]

/** Ids differ between installations. */
export async function getPermissionId(db: Database, name: string): Promise<number> {
  const query = db.selectFrom('permissions').select('permission_id').where('permission_name', '=', name)
  const row = await query.orderBy('permission_id').executeTakeFirst()
  if (!row) throw new TypeError(`there is no permission ${name}`)
  return row.permission_id
}
