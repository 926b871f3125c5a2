import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import test from 'ava'
import { sql } from 'kysely'
import { closeDatabase, type Database, openDatabase, transaction } from '#db/database.ts'
import { addIpRule } from '#db/ip-rules.ts'
import { listSettings, saveSetting } from '#db/settings.ts'
import { findDefaultUser, insertUser } from '#db/users.ts'
import { isProblem, Problem } from '#std/problem.ts'
import { makeDatabase, makeEmptyDatabase } from '../helpers/database.ts'
import { makeFolder } from '../helpers/folder.ts'

const counting = path.resolve(import.meta.dirname, '../helpers/counting-process.ts')

test('a file of SQLite is kept in WAL mode, without waiting for the disk at each write', async t => {
  const { db } = await makeEmptyDatabase(t)
  const pragma = async (name: string) => (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows
  t.deepEqual(await pragma('journal_mode'), [{ journal_mode: 'wal' }])
  t.deepEqual(await pragma('synchronous'), [{ synchronous: 1 }])
  t.deepEqual(await pragma('busy_timeout'), [{ timeout: 0 }])
  t.deepEqual(await pragma('foreign_keys'), [{ foreign_keys: 0 }])
})

test('processes that migrate and write at once lose nothing', async t => {
  const { db, url } = await makeDatabase(t)
  await sql`drop table ext_migration`.execute(db)
  await sql`drop table ext_migration_lock`.execute(db)
  await sql`drop table ext_sessions`.execute(db)
  await sql`drop table ext_external_sign_ons`.execute(db)
  await sql`drop table ext_external_names`.execute(db)
  await sql`drop table ext_sign_ons`.execute(db)
  const run = () => promisify(execFile)(process.execPath, [counting, url, '60'])
  await Promise.all([run(), run(), run()])
  t.is((await listSettings(db)).get('counter')?.value, '180')
  const { rows } = await sql<{ name: string }>`select name from ext_migration order by name`.execute(db)
  t.deepEqual(
    rows.map(({ name }) => name),
    ['001-sessions', '002-external-sign-ons', '003-external-names', '004-sign-ons'],
  )
})

test('while another process writes, who saves waits in line, and who reads does not', async t => {
  const { db, file } = await makeDatabase(t, { timeout: 60 })
  const title = async () => (await listSettings(db)).get('title')?.value
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  const saved: number[] = []
  const numbers = Array.from({ length: 20 }, (_, number) => number)
  const saving = numbers.map(number => saveSetting(db, 'title', String(number)).then(() => saved.push(number)))
  const adding = findDefaultUser(db).then(user => addIpRule(db, user?.id ?? 0, '10.0.0.0/8'))
  for (let time = 0; time < 5; time++) {
    t.is(await title(), '')
    await sleep(20)
  }
  t.deepEqual(saved, [])
  other.exec('commit')
  other.close()
  await Promise.all([...saving, adding])
  t.deepEqual(saved, numbers)
  t.is(await title(), '19')
})

test('who waits longer for another process than the ini allows gets a Problem, and so do those behind', async t => {
  const { db, file } = await makeDatabase(t, { timeout: 0.3 })
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  const save = () => t.throwsAsync(saveSetting(db, 'title', 'late'), { instanceOf: Problem })
  for (const error of await Promise.all([save(), save()])) t.true(isProblem(error, 'unavailable'))
  other.exec('rollback')
  other.close()
  await saveSetting(db, 'title', 'again')
  t.is((await listSettings(db)).get('title')?.value, 'again')
})

test('who waits too long for others in this process gets a Problem, and the queue goes on', async t => {
  const { db } = await makeDatabase(t, { timeout: 0.2 })
  const error = await t.throwsAsync(
    transaction(db, async tx => {
      await saveSetting(tx, 'title', 'inside')
      await saveSetting(db, 'title', 'outside of its own transaction')
    }),
    { instanceOf: Problem },
  )
  t.true(isProblem(error, 'unavailable'))
  t.is((await listSettings(db)).get('title')?.value, '')
  await saveSetting(db, 'title', 'again')
  t.is((await listSettings(db)).get('title')?.value, 'again')
})

test('what a transaction has not committed is there for itself alone', async t => {
  const { db } = await makeDatabase(t)
  const title = async (where: Database) => (await listSettings(where)).get('title')?.value
  await transaction(db, async tx => {
    await saveSetting(tx, 'title', 'inside')
    t.deepEqual([await title(tx), await title(db)], ['inside', ''])
  })
  t.is(await title(db), 'inside')
})

test('a transaction is all or nothing, and one inside another is a part of it', async t => {
  const { db } = await makeDatabase(t)
  await t.throwsAsync(
    transaction(db, async tx => {
      await transaction(tx, inner => saveSetting(inner, 'title', 'never'))
      throw new Error('broken off')
    }),
    { message: 'broken off' },
  )
  t.is((await listSettings(db)).get('title')?.value, '')
  t.is(await transaction(db, async tx => (await saveSetting(tx, 'title', 'kept'), 'answer')), 'answer')
  t.is((await listSettings(db)).get('title')?.value, 'kept')
})

test('a row that is there already is a conflict that names its columns', async t => {
  const { db } = await makeDatabase(t)
  const user = { username: 'ann', password: '', active: true, admin: false, firstName: '', lastName: '', apiKey: 'a' }
  await insertUser(db, { ...user, createdOn: new Date() })
  const error = await t.throwsAsync(insertUser(db, { ...user, createdOn: new Date() }), { instanceOf: Problem })
  t.is(error.kind, 'conflict')
  t.deepEqual(error.facts.columns, ['users.username'])
  t.true(error.cause instanceof Error)
})

test('a Date becomes text; an object, an invalid date and a number that no integer holds are refused', async t => {
  const { db } = await makeDatabase(t)
  const bind = async (value: unknown) => (await sql<{ v: unknown }>`select ${value} as v`.execute(db)).rows[0]?.v
  t.is(await bind(new Date(2026, 10, 25, 3, 20, 41, 347)), '2026-11-25 03:20:41.347000')
  t.is(await bind(true), 1)
  t.is(await bind(null), null)
  t.is(await bind(0.5), 0.5)
  t.deepEqual(await bind(Buffer.from('ü')), new Uint8Array([0xc3, 0xbc]))
  for (const value of [{ a: 1 }, [], new Date(Number.NaN), 2 ** 53, Number.NaN, () => 1]) {
    await t.throwsAsync(bind(value), { instanceOf: TypeError })
  }
})

test('letters beyond ASCII have a small form too', async t => {
  const { db } = await makeEmptyDatabase(t)
  t.deepEqual((await sql`select lower('ÄÖÜ Ñ A') as v, lower(null) as n`.execute(db)).rows, [{ v: 'äöü ñ a', n: null }])
})

test('rows can be read one by one', async t => {
  const { db } = await makeDatabase(t)
  const names: string[] = []
  for await (const row of db.selectFrom('permissions').select('permission_name').stream())
    names.push(row.permission_name)
  t.is(names.length, 24)
})

test('addresses are SQLAlchemy’s: relative, absolute, with a query', async t => {
  const folder = await makeFolder(t)
  const db = await openDatabase(`sqlite:///${path.join(folder, 'a%20b.db')}?timeout=60&x=y`, { timeout: 5 })
  await sql`create table here (id integer)`.execute(db)
  await closeDatabase(db)
  t.is(new DatabaseSync(path.join(folder, 'a%20b.db')).prepare('select count(*) n from here').get()?.n, 0)
})

test('a database that was opened for nothing is closed all the same', async t => {
  const file = path.join(await makeFolder(t), 'k.db')
  const open = () => openDatabase(`sqlite:///${file}`, { timeout: 5 })
  const first = await open()
  await sql`create table here (id integer)`.execute(first)
  await closeDatabase(first)
  const second = await open()
  t.true(existsSync(`${file}-shm`))
  await closeDatabase(second)
  t.false(existsSync(`${file}-shm`))
})

test('what cannot be opened says what to do', async t => {
  const folder = await makeFolder(t)
  const open = (url: string) => t.throwsAsync(openDatabase(url, { timeout: 1 }), { instanceOf: Problem })
  t.is((await open(`sqlite:///${folder}/no/such/folder.db`)).kind, 'unavailable')
  t.is((await open(`sqlite:///${import.meta.filename}`)).message, 'the file is no SQLite database')
  t.regex((await open('postgresql://user:secret@host/kallithea')).message, /SQLite databases only/)
  t.regex((await open('mysql+pymysql://user:secret@host/kallithea')).message, /SQLite databases only/)
  t.notRegex(JSON.stringify((await open('postgresql://user:secret@host/kallithea')).facts), /secret/)
  t.is((await open('kallithea.db')).kind, 'invalid')
  t.regex((await open('sqlite://kallithea.db')).message, /three slashes/)
})
