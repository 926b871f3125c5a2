import { readFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ExecutionContext } from 'ava'
import { closeDatabase, type Database, type DatabaseOptions, openDatabase } from '#db/database.ts'
import { createFirstRows } from '#db/first-rows.ts'
import { createDatabase, migrate } from '#db/migrate.ts'
import { makeFolder } from './folder.ts'

const fixtures = path.resolve(import.meta.dirname, '../fixtures')

export interface MadeDatabase {
  readonly db: Database
  /** Where it is, to be opened by others too. */
  readonly file: string
  readonly url: string
}

/** An empty file of the test's own, opened. */
export async function makeEmptyDatabase(
  t: ExecutionContext,
  options: DatabaseOptions = { timeout: 5 },
): Promise<MadeDatabase> {
  return openFile(t, path.join(await makeFolder(t), 'kallithea.db'), options)
}

/** A database as a new site has it. */
export async function makeDatabase(t: ExecutionContext, options?: DatabaseOptions): Promise<MadeDatabase> {
  const made = await makeEmptyDatabase(t, options)
  await createDatabase(made.db)
  await createFirstRows(made.db, {
    root: '/srv/kallithea/repos',
    admin: { username: 'admin', passwordHash: '$2b$10$hash', email: 'admin@example.com' },
    publicAccess: true,
    now: new Date('2026-11-25T03:20:41.347Z'),
  })
  await migrate(made.db)
  return made
}

/** A copy of the database of Kallithea 0.7's golden instance. */
export async function copyGoldenDatabase(t: ExecutionContext): Promise<MadeDatabase> {
  const file = path.join(await makeFolder(t), 'kallithea.db')
  await copyFile(path.join(fixtures, 'golden/kallithea.db'), file)
  return openFile(t, file, { timeout: 5 })
}

/** What `db-create` of Kallithea 0.7 makes, in memory. */
export function readOriginal(): DatabaseSync {
  const original = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  original.exec(readFileSync(path.join(fixtures, 'fresh/dump.sql'), 'utf8'))
  return original
}

async function openFile(t: ExecutionContext, file: string, options: DatabaseOptions): Promise<MadeDatabase> {
  const url = `sqlite:///${file}`
  const db = await openDatabase(url, options)
  t.teardown(() => closeDatabase(db))
  return { db, file, url }
}
