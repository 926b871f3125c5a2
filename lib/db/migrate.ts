import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Problem } from '#std/problem.ts'
import { type Database, transaction } from './database.ts'
import * as sessions from './migrations/001-sessions.ts'
import * as externalSignOns from './migrations/002-external-sign-ons.ts'
import * as externalNames from './migrations/003-external-names.ts'
import * as signOns from './migrations/004-sign-ons.ts'
import { kallitheaTables, keyOf } from './schema.ts'
import { createTable } from './table.ts'

/** The one revision of Kallithea's tables that we read and write. */
const revision = '7ba0d2cad930'

/** Those before it, the oldest first. */
const olderRevisions = [
  '9358dc3d6828',
  'a020f7044fd6',
  'ad357ccd9521',
  'b74907136bc1',
  '151b4a4e8c48',
  '4851d15bc437',
  'd7ec25b66e47',
  'a0a1bf09c143',
  'f62826179f39',
]

/** By name; they run in the order of their names, and what stands here never changes. */
const migrations = {
  '001-sessions': sessions,
  '002-external-sign-ons': externalSignOns,
  '003-external-names': externalNames,
  '004-sign-ons': signOns,
}

const migrationTableName = 'ext_migration'

/** Makes Kallithea's tables, all of them empty. A database that has some already is a conflict. */
export async function createDatabase(db: Database): Promise<void> {
  await transaction(db, async tx => {
    const before = await listTables(tx)
    const known = ['alembic_version', ...Object.keys(kallitheaTables)].filter(name => before.has(name))
    if (known.length > 0)
      throw new Problem('conflict', 'the database has tables of Kallithea already', { tables: known })
    for (const [name, table] of Object.entries(kallitheaTables)) await createTable(tx, name, table, keyOf)
    await tx.schema
      .createTable('alembic_version')
      .addColumn('version_num', sql`VARCHAR(32)`, column => column.notNull())
      .addPrimaryKeyConstraint('alembic_version_pkc', ['version_num'])
      .execute()
    await tx.insertInto('alembic_version').values({ version_num: revision }).execute()
  })
}

/** Refuses a database that is not Kallithea's at our revision, and says what to do. */
export async function recognize(db: Database): Promise<void> {
  const tables = await listTables(db)
  if (!tables.has('users') || !tables.has('repositories') || !tables.has('settings')) {
    throw new Problem(
      'invalid',
      'this is no database of Kallithea: look at sqlalchemy.url, or make a new one by db-create',
    )
  }
  const found = tables.has('alembic_version')
    ? (await db.selectFrom('alembic_version').select('version_num').execute()).map(row => row.version_num)
    : []
  if (found.length === 1 && found[0] === revision) return
  const facts = { found, wanted: revision }
  if (found.every(name => olderRevisions.includes(name))) {
    throw new Problem(
      'invalid',
      'this is of an older Kallithea: back it up, then run `alembic -c my.ini upgrade head` of Kallithea 0.7',
      facts,
    )
  }
  throw new Problem(
    'invalid',
    'this is of a Kallithea that this version does not know: open it with that, or set ignore_alembic_revision',
    facts,
  )
}

/**
 * Brings our own tables up to date. Several processes may do it at once; nothing of Kallithea's is touched. Tables of
 * a newer version stay, so that a site can go back to this one.
 */
export async function migrate(db: Database): Promise<void> {
  if (await isUpToDate(db)) return // only looked at: a start waits for nobody who writes
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName,
    migrationLockTableName: 'ext_migration_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Problem) throw error
  if (error) throw new Problem('unavailable', 'our own tables cannot be brought up to date', {}, error)
}

async function isUpToDate(db: Database): Promise<boolean> {
  if (!(await listTables(db)).has(migrationTableName)) return false
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTableName)}`.execute(db)
  const done = new Set(rows.map(({ name }) => name))
  return Object.keys(migrations).every(name => done.has(name))
}

async function listTables(db: Database): Promise<ReadonlySet<string>> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  return new Set(tables.map(table => table.name))
}
