import test from 'ava'
import { deleteSetting, findUi, listSettings, listUi, saveSetting, saveUi } from '#db/settings.ts'
import { copyGoldenDatabase, makeDatabase } from '../helpers/database.ts'

test('a new setting is unicode unless told; a changed one keeps its type unless told', async t => {
  const { db } = await makeDatabase(t)
  await saveSetting(db, 'auth_container_header', 'REMOTE_USER')
  await saveSetting(db, 'dashboard_items', '50')
  await saveSetting(db, 'captcha', '1', 'int')
  await saveSetting(db, 'title', 'T', 'str')
  const rows = await listSettings(db)
  t.deepEqual(rows.get('auth_container_header'), { value: 'REMOTE_USER', type: 'unicode' })
  t.deepEqual(rows.get('dashboard_items'), { value: '50', type: 'int' })
  t.deepEqual(rows.get('captcha'), { value: '1', type: 'int' })
  t.deepEqual(rows.get('title'), { value: 'T', type: 'str' })
  t.is(rows.size, 21)
  await saveSetting(db, 'title', '')
  await deleteSetting(db, 'captcha')
  t.is((await listSettings(db)).get('title')?.value, '')
  t.false((await listSettings(db)).has('captcha'))
})

test('rows of ui are found, made and changed', async t => {
  const { db } = await makeDatabase(t)
  t.deepEqual(await findUi(db, 'paths', '/'), {
    section: 'paths',
    key: '/',
    value: '/srv/kallithea/repos',
    active: true,
  })
  t.is(await findUi(db, 'paths', 'x'), undefined)
  await saveUi(db, { section: 'paths', key: '/', value: '/other', active: true })
  await saveUi(db, { section: 'web', key: 'style', value: null, active: false })
  t.is((await findUi(db, 'paths', '/'))?.value, '/other')
  t.deepEqual((await listUi(db)).at(-1), { section: 'web', key: 'style', value: null, active: false })
  t.is((await listUi(db)).length, 7)
})

test('the settings of the golden instance are read', async t => {
  const { db } = await copyGoldenDatabase(t)
  const rows = await listSettings(db)
  t.is(rows.get('auth_container_enabled')?.value, 'True')
  t.is((await findUi(db, 'paths', '/'))?.value, '/srv/kallithea/repos')
})
