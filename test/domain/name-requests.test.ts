import test from 'ava'
import { deleteUser } from '#db/belongings.ts'
import { answerNameRequest, listNameRequests } from '#domain/name-requests.ts'
import { signInFromHost } from '#domain/sign-in.ts'
import { sweepSite } from '#domain/site.ts'
import { ask, waitingNames } from '../helpers/host-visits.ts'
import { iisCaller, makeSite } from '../helpers/site.ts'

test('a name that is allowed too leads to the account, and one that is forgotten asks again', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  await ask(made, 'CORP\\alice')
  for (const word of ['never', 'too'] as const) {
    t.is(await ask(made, 'EAST\\alice'), 'other person')
    const [request] = await listNameRequests(made.site)
    if (request) await answerNameRequest(made.site, request, { word, by: null })
    t.deepEqual(await waitingNames(made), [])
  }
  t.is(await ask(made, 'EAST\\alice'), 'alice')
  t.is(await ask(made, 'CORP\\alice'), 'alice')
  t.is(await ask(made, 'WEST\\alice'), 'other person')
})

test('a name that is allowed in place of the others is the only one', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  await ask(made, 'CORP\\alice')
  await ask(made, 'EAST\\alice')
  const [request] = await listNameRequests(made.site)
  if (request) await answerNameRequest(made.site, request, { word: 'instead', by: null })
  t.is(await ask(made, 'EAST\\alice'), 'alice')
  t.is(await ask(made, 'CORP\\alice'), 'other person')
})

test('a word makes an account of Kallithea one person’s where an administrator is asked', async t => {
  const made = await makeSite(t, {
    container: { ask_administrator: 'True' },
    users: { alice: { externType: 'container' } },
  })
  t.is(await ask(made, 'EAST\\alice'), 'ask first')
  t.is(await ask(made, 'CORP\\alice'), 'ask first')
  const corp = (await listNameRequests(made.site)).find(({ name }) => name === 'CORP\\alice')
  if (corp) await answerNameRequest(made.site, corp, { word: 'too', by: null })
  t.is(await ask(made, 'CORP\\alice'), 'alice')
  t.is(await ask(made, 'EAST\\alice'), 'other person')
})

test('names that the settings make one no longer wait', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  await ask(made, 'CORP\\alice')
  t.is(await ask(made, 'alice@corp.example.com'), 'other person')
  await made.site.db
    .updateTable('settings')
    .set({ app_settings_value: 'CORP = corp.example.com' })
    .where('app_settings_name', '=', 'auth_container_domain_names')
    .execute()
  t.deepEqual(await waitingNames(made), [])
  t.is(await ask(made, 'alice@corp.example.com'), 'alice')
})

test('names go with their account, at once or when the site is swept', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  const { db } = made.site
  for (const name of ['alice', 'bob', 'cleo']) await signInFromHost(made.site, iisCaller(`CORP\\${name}`))
  await ask(made, 'EAST\\bob')
  const names = async () => (await db.selectFrom('ext_external_names').select('name').execute()).map(({ name }) => name)
  await deleteUser(db, (await made.user('alice')).id)
  t.deepEqual((await names()).toSorted(), ['CORP\\bob', 'CORP\\cleo', 'EAST\\bob'])
  await db.deleteFrom('users').where('username', '=', 'bob').execute()
  t.deepEqual(await waitingNames(made), [])
  await sweepSite(made.site)
  t.deepEqual(await names(), ['CORP\\cleo'])
})
