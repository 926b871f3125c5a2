import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { sessionStore } from '#domain/sessions.ts'
import { sweepSite } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import { makeSite } from '../helpers/site.ts'

const id = 'q3w4e5r6t7z8u9i0o1p2a3s4d5f6g7h8'
const day = 86_400_000

async function makeStore(t: Parameters<typeof makeSite>[0], ini: Readonly<Record<string, string>> = {}) {
  const { site, folder } = await makeSite(t, { ini: { 'session.timeout': '864000', ...ini } })
  let time = Date.parse('2026-01-01T00:00:00Z')
  const moving = { ...site, now: () => new Date(time) }
  const store = sessionStore(moving)
  const written = () => store.set('another', {}) // what is saved later is saved behind it
  const lock = () => {
    const other = new DatabaseSync(path.join(folder, 'kallithea.db'))
    other.exec('begin immediate')
    return () => other.close()
  }
  return { site, store, written, lock, wait: (milliseconds: number) => void (time += milliseconds) }
}

test('what is stored is read again, all of it', async t => {
  const { store } = await makeStore(t)
  const data = {
    authuser: { user_id: 2, is_external_auth: true },
    host_user: 'CORP\\joe',
    flash: [['ok', 'ü']],
    _maxAge: 5,
    _session: true,
  }
  await store.set(id, data)
  t.deepEqual(await store.get(id), data)
  await store.set(id, { other: 1 })
  t.deepEqual(await store.get(id), { other: 1 })
})

test('an unknown id and an ended session are nothing', async t => {
  const { store } = await makeStore(t)
  t.is(await store.get(id), null)
  await store.set(id, { a: 1 })
  t.is(await store.get(id.toUpperCase()), null)
  await store.destroy(id)
  t.is(await store.get(id), null)
  await store.destroy(id)
})

test('the database holds no id that a browser could send', async t => {
  const { site, store } = await makeStore(t)
  await store.set(id, { authuser: { user_id: 2, is_external_auth: false } })
  const rows = await site.db.selectFrom('ext_sessions').selectAll().execute()
  t.is(rows.length, 1)
  t.false(JSON.stringify(rows).includes(id))
})

test('a session ends when it was not used for the time of the ini, and lives on while it is used', async t => {
  const { store, written, wait } = await makeStore(t)
  await store.set(id, { a: 1 })
  for (let step = 0; step < 4; step++) {
    wait(9 * day)
    t.deepEqual(await store.get(id), { a: 1 })
    await written()
  }
  wait(10 * day + 1)
  t.is(await store.get(id), null)
})

test('reading a session again at once writes nothing', async t => {
  const { site, store, wait } = await makeStore(t)
  await store.set(id, { a: 1 })
  const rows = () => site.db.selectFrom('ext_sessions').selectAll().execute()
  const before = await rows()
  wait(60_000)
  await store.get(id)
  t.deepEqual(await rows(), before)
})

test('using a session that another request ends at the same time does not bring it back', async t => {
  const { store, written, wait } = await makeStore(t)
  await store.set(id, { authuser: { user_id: 2, is_external_auth: false } })
  wait(5 * day)
  await Promise.all([store.get(id), store.destroy(id)])
  await written()
  t.is(await store.get(id), null)
})

test('using a session waits for nobody who writes', async t => {
  const { store, written, lock, wait } = await makeStore(t)
  await store.set(id, { a: 1 })
  wait(5 * day)
  const unlock = lock()
  for (let time = 0; time < 3; time++) t.deepEqual(await store.get(id), { a: 1 })
  unlock()
  await written()
  wait(9 * day)
  t.deepEqual(await store.get(id), { a: 1 })
})

test('where the end of a session could not be moved, the next use moves it', async t => {
  const url = 'sqlite:///%(here)s/kallithea.db?timeout=0.2'
  const { store, written, lock, wait } = await makeStore(t, { 'sqlalchemy.url': url })
  await store.set(id, { a: 1 })
  wait(5 * day)
  const unlock = lock()
  t.deepEqual(await store.get(id), { a: 1 })
  await t.throwsAsync(written(), { instanceOf: Problem })
  unlock()
  t.deepEqual(await store.get(id), { a: 1 })
  await written()
  wait(9 * day)
  t.deepEqual(await store.get(id), { a: 1 })
})

test('what has ended is swept, and nothing else', async t => {
  const { site, store } = await makeStore(t)
  await sessionStore({ ...site, now: () => new Date(0) }).set(id, { a: 1 })
  await store.set('another', { b: 1 })
  await sweepSite({ ...site, now: () => new Date('2026-01-02T00:00:00Z') })
  t.is((await site.db.selectFrom('ext_sessions').selectAll().execute()).length, 1)
  t.deepEqual(await store.get('another'), { b: 1 })
})
