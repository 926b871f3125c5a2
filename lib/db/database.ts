import { Kysely, type LogEvent, sql } from 'kysely'
import { tracer } from '#trace/trace.ts'
import { parseAddress } from './engine/address.ts'
import { copySqlite } from './engine/sqlite-copy.ts'
import { openSqlite } from './engine/sqlite.ts'
import type { Schema } from './schema.ts'
import { remember } from './unchanged.ts'

/** A database, or a transaction on it: every function of this room takes either. */
export type Database = Kysely<Schema>

export interface DatabaseOptions {
  /** Seconds to wait while others write. */
  readonly timeout: number
}

/** Opens what `sqlalchemy.url` names. A process opens a database once. */
export async function openDatabase(url: string, { timeout }: DatabaseOptions): Promise<Database> {
  const { file } = parseAddress(url)
  const { dialect, stateOf } = await openSqlite({ file, timeout })
  const db = new Kysely<Schema>({ dialect, log: traceQuery })
  await sql`pragma user_version`.execute(db) // Kysely closes nothing that was never asked
  remember(db, stateOf)
  return db
}

/** Copies what `sqlalchemy.url` names to a new file, and changes nothing in it. */
export async function copyDatabase(url: string, { timeout }: DatabaseOptions, copy: string): Promise<void> {
  const { file } = parseAddress(url)
  await copySqlite({ file, timeout }, copy)
}

const trace = tracer('db:database')

/** Never what was asked for: it may be a password. */
function traceQuery({ level, query, queryDurationMillis }: LogEvent): void {
  trace('%s %s ms %s', level, queryDurationMillis.toFixed(1), query.sql)
}

export async function closeDatabase(db: Database): Promise<void> {
  await db.destroy()
}

/**
 * All or nothing. Inside, only `tx` is used, and nothing else is waited for: nobody else can write meanwhile. Inside
 * another transaction it is a part of that.
 */
export async function transaction<Result>(db: Database, run: (tx: Database) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? run(db) : db.transaction().execute(run)
}

/** The file that `sqlalchemy.url` names; it need not be there. */
export function databaseFile(url: string): string {
  return parseAddress(url).file
}
