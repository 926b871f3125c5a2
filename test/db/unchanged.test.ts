import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { transaction } from '#db/database.ts'
import { listSettings, saveSetting } from '#db/settings.ts'
import { whileUnchanged } from '#db/unchanged.ts'
import { makeDatabase } from '../helpers/database.ts'

test('what nobody changed is read once', async t => {
  const { db } = await makeDatabase(t)
  let reads = 0
  const read = () => whileUnchanged(db, 'number', async () => ++reads)
  t.deepEqual([await read(), await read()], [1, 1])
  t.is(await whileUnchanged(db, 'another', async () => 'other'), 'other')
  await saveSetting(db, 'title', 'changed')
  t.deepEqual([await read(), await read()], [2, 2])
})

test('what another process commits is seen by the next who asks', async t => {
  const { db, file } = await makeDatabase(t)
  const other = new DatabaseSync(file)
  const title = async () => (await listSettings(db)).get('title')?.value
  for (const value of ['one', 'two', 'three']) {
    await title()
    other.prepare("update settings set app_settings_value = ? where app_settings_name = 'title'").run(value)
    t.is(await title(), value)
  }
  other.close()
})

test('what a transaction wrote and took back is remembered by nobody', async t => {
  const { db } = await makeDatabase(t)
  const title = async (of = db) => (await listSettings(of)).get('title')?.value
  const meanwhile: Promise<string | undefined>[] = []
  const failing = transaction(db, async tx => {
    await saveSetting(tx, 'title', 'inside')
    t.is(await title(tx), 'inside')
    meanwhile.push(title())
    await title(tx)
    throw new Error('taken back')
  })
  await t.throwsAsync(failing, { message: 'taken back' })
  t.deepEqual([...(await Promise.all(meanwhile)), await title()], ['', ''])
})

test('what was written while it was read is read anew', async t => {
  const { db } = await makeDatabase(t)
  const read = (value: string, meanwhile: () => Promise<void>) =>
    whileUnchanged(db, 'number', async () => {
      await meanwhile()
      return value
    })
  t.is(await read('before', () => saveSetting(db, 'title', 'changed')), 'before')
  t.is(await read('after', async () => {}), 'after')
})
