import { sql } from 'kysely'
import type { Database } from '#db/database.ts'

/** All that is written down, but for sessions, and for the journal, which notes downloads too. */
export async function readState(db: Database): Promise<string> {
  const found = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
  const names = found.rows.map(({ name }) => name).filter(name => !/^(ext_sessions$|user_logs$|sqlite_)/.test(name))
  const contents: unknown[] = []
  for (const name of names) contents.push([name, (await sql`select * from ${sql.table(name)}`.execute(db)).rows])
  return JSON.stringify(contents)
}
