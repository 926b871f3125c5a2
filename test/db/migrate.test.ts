import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { sql } from 'kysely'
import { closeDatabase, openDatabase } from '#db/database.ts'
import { createDatabase, migrate, recognize } from '#db/migrate.ts'
import { kallitheaTables } from '#db/schema.ts'
import { Problem } from '#std/problem.ts'
import { copyGoldenDatabase, makeDatabase, makeEmptyDatabase, readOriginal } from '../helpers/database.ts'

/** All that pragmas say of a database but the names of what has no name of its own. */
function describe(database: DatabaseSync) {
  const ask = (text: string) =>
    database
      .prepare(text)
      .all()
      .map(row => ({ ...row }))
  const names = ask("select name from sqlite_master where type = 'table' and name not like 'ext_%' order by name")
  return Object.fromEntries(
    names.map(({ name }) => [
      name,
      {
        columns: ask(`pragma table_info("${name}")`),
        indexes: ask(`pragma index_list("${name}")`)
          .map(index => ({
            name: index.origin === 'c' ? index.name : index.origin,
            unique: index.unique,
            partial: index.partial,
            columns: ask(`pragma index_info("${index.name}")`).map(column => column.name),
          }))
          .toSorted(byText),
        foreignKeys: ask(`pragma foreign_key_list("${name}")`)
          .map(({ table, from, to }) => ({ table, from, to }))
          .toSorted(byText),
        increments: ask(`select sql like '%autoincrement%' as yes from sqlite_master where name = '${name}'`),
      },
    ]),
  )
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

test('the tables that we make are those of Kallithea', async t => {
  const { db, file } = await makeEmptyDatabase(t)
  await createDatabase(db)
  const ours = new DatabaseSync(file)
  t.teardown(() => ours.close())
  const original = describe(readOriginal())
  t.is(Object.keys(original).length, 31)
  t.deepEqual(describe(ours), original)
})

test('a switch holds 0 or 1 and nothing else, as in Kallithea’s tables', async t => {
  const { db } = await makeDatabase(t)
  const flags = Object.entries(kallitheaTables).flatMap(([table, { columns }]) =>
    Object.entries(columns).flatMap(([column, { type }]) => (type === 'flag' ? [[table, column] as const] : [])),
  )
  t.is(flags.length, 8)
  await t.throwsAsync(sql`update users set active = 2`.execute(db), {
    message: /CHECK constraint failed: ck_users_active/,
  })
})

test('our own tables stand beside Kallithea’s and change nothing in them', async t => {
  const { db, file } = await copyGoldenDatabase(t)
  const database = new DatabaseSync(file)
  t.teardown(() => database.close())
  const before = describe(database)
  await migrate(db)
  await migrate(db)
  t.deepEqual(describe(database), before)
  const own = database.prepare(
    "select name from sqlite_master where type = 'table' and name like 'ext_%' order by name",
  )
  t.deepEqual(
    own.all().map(({ name }) => name),
    [
      'ext_external_names',
      'ext_external_sign_ons',
      'ext_migration',
      'ext_migration_lock',
      'ext_sessions',
      'ext_sign_ons',
    ],
  )
})

test('two that start at once both find our tables made, once', async t => {
  const { db, url } = await copyGoldenDatabase(t)
  const other = await openDatabase(url, { timeout: 30 })
  await Promise.all([migrate(db), migrate(other)])
  await closeDatabase(other)
  const { rows } = await sql<{ name: string }>`select name from ext_migration order by name`.execute(db)
  t.deepEqual(
    rows.map(({ name }) => name),
    ['001-sessions', '002-external-sign-ons', '003-external-names', '004-sign-ons'],
  )
})

test('databases of Kallithea 0.7 are recognised', async t => {
  await t.notThrowsAsync(recognize((await copyGoldenDatabase(t)).db))
  await t.notThrowsAsync(recognize((await makeDatabase(t)).db))
})

test('another revision is refused with a sentence that says what to do', async t => {
  const { db } = await makeDatabase(t)
  const refusal = async () => t.throwsAsync(recognize(db), { instanceOf: Problem })
  await sql`update alembic_version set version_num = 'f62826179f39'`.execute(db)
  t.regex((await refusal()).message, /older Kallithea: .*alembic -c my.ini upgrade head/)
  await sql`update alembic_version set version_num = 'ffffffffffff'`.execute(db)
  t.regex((await refusal()).message, /does not know/)
  t.deepEqual((await refusal()).facts.found, ['ffffffffffff'])
  await sql`drop table alembic_version`.execute(db)
  t.regex((await refusal()).message, /older Kallithea/)
})

test('a database without Kallithea’s tables is refused, and one that has some is not made again', async t => {
  const { db } = await makeEmptyDatabase(t)
  const error = await t.throwsAsync(recognize(db), { instanceOf: Problem })
  t.regex(error.message, /no database of Kallithea/)
  await sql`create table users (id integer)`.execute(db)
  const conflict = await t.throwsAsync(createDatabase(db), { instanceOf: Problem })
  t.is(conflict.kind, 'conflict')
  t.deepEqual(conflict.facts.tables, ['users'])
})

test('what is up to date is only looked at, also while another process writes', async t => {
  const { db, file } = await makeDatabase(t, { timeout: 0.3 })
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  await migrate(db)
  other.exec("insert into ext_migration (name, timestamp) values ('999-of-a-newer-version', '2030-01-01'); commit")
  other.close()
  await t.notThrowsAsync(migrate(db), 'a site can go back to this version from a newer one')
  await sql`delete from ext_migration where name = '002-external-sign-ons'`.execute(db)
  await t.throwsAsync(migrate(db), { message: 'our own tables cannot be brought up to date' })
})
