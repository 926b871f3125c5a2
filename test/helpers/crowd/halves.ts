import type { DatabaseSync } from 'node:sqlite'
import { columnOf } from './deed.ts'

/** What is only ever written together, by the queries that find one without the other. */
const halves = {
  'an account without the note of who made it': `select username from users where username like 'made%'
    and not exists (select 1 from user_logs where action = 'admin_created_user:' || users.username)`,
  'a note of an account that is not there': `select action from user_logs where action like 'admin_created_user:%'
    and not exists (select 1 from users where action = 'admin_created_user:' || users.username)`,
  'an account of Windows without its full name': `select username from users where extern_type = 'container'
    and user_id not in (select user_id from ext_external_names where allowed)`,
  'a full name without its account': `select name from ext_external_names
    where user_id not in (select user_id from users)`,
  'a session that cannot be read': 'select id_hash from ext_sessions where not json_valid(data)',
  'a session of nobody': `select id_hash from ext_sessions
    where user_id is not null and user_id not in (select user_id from users)`,
  'a setting with two values': 'select app_settings_name from settings group by 1 having count(*) > 1',
  'a row that points nowhere': 'pragma foreign_key_check',
  'a damaged page': "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'",
}

/** What is wrong with a database, whatever it holds. */
export function listHalves(db: DatabaseSync): readonly string[] {
  return Object.entries(halves).flatMap(([what, query]) =>
    columnOf(db, query).map(found => `${what}: ${String(found)}`),
  )
}
