import test, { type ExecutionContext } from 'ava'
import { findDefaultUser } from '#db/users.ts'
import { makeSite } from '../../helpers/site.ts'
import { accountIn, serve } from '../../helpers/web.ts'

async function open(t: ExecutionContext) {
  const made = await makeSite(t, {
    container: true,
    users: { ann: {}, bob: {}, gone: { active: false }, away: { addresses: ['192.0.2.0/24'] } },
    repositories: { diary: { owner: 'ann', private: true, commits: [] }, open: { commits: [] } },
  })
  const server = await serve(t, made.site)
  const keyOf = async (name: string) => (await made.user(name)).apiKey
  const bearer = async (name: string) => ({ headers: { Authorization: `Bearer ${await keyOf(name)}` } })
  return { made, server, stranger: server.client(), keyOf, bearer }
}

test('a key in the address or in the header opens what its account may see, and opens no session', async t => {
  const { made, stranger, keyOf, bearer } = await open(t)
  const byAddress = await stranger.ask(`/diary?api_key=${await keyOf('ann')}`)
  t.is(byAddress.status, 200)
  t.is(accountIn(byAddress), 'ann')
  t.is((await stranger.ask('/diary', await bearer('ann'))).status, 200)
  t.is((await stranger.ask('/diary', await bearer('bob'))).status, 404)
  t.is((await stranger.ask('/_admin/users', await bearer('ann'))).status, 403)
  t.is(stranger.cookie, '')
  t.deepEqual(await made.site.db.selectFrom('ext_sessions').selectAll().execute(), [])
})

test('a key that opens nothing is refused everywhere, also where strangers may read', async t => {
  const { made, stranger, keyOf } = await open(t)
  const everybody = (await findDefaultUser(made.site.db))?.apiKey ?? ''
  const keys = [
    '',
    'x',
    '0'.repeat(40),
    `${await keyOf('ann')} or 1`,
    await keyOf('gone'),
    await keyOf('away'),
    everybody,
  ]
  for (const key of keys) {
    for (const page of ['/open', '/about', '/_admin/login', '/no-such']) {
      const { status } = await stranger.ask(`${page}?api_key=${encodeURIComponent(key)}`)
      t.is(status, 403, `${page} ${key}`)
    }
  }
  for (const said of ['Bearer', 'bearer ', 'Bearer nonsense']) {
    t.is((await stranger.ask('/open', { headers: { Authorization: said } })).status, 403, said)
  }
  t.is((await stranger.ask('/open', { headers: { Authorization: 'Basic YTpi' } })).status, 200)
})

test('the header counts before the address, the last key of an address before the others', async t => {
  const { stranger, keyOf, bearer } = await open(t)
  const [ann, bad] = [await keyOf('ann'), 'x'.repeat(40)]
  t.is((await stranger.ask(`/diary?api_key=${bad}`, await bearer('ann'))).status, 200)
  t.is((await stranger.ask(`/diary?api_key=${ann}`, { headers: { Authorization: `Bearer ${bad}` } })).status, 403)
  t.is((await stranger.ask(`/diary?api_key=${bad}&api_key=${ann}`)).status, 200)
  t.is((await stranger.ask(`/diary?api_key=${ann}&api_key=${bad}`)).status, 403)
})

test('a key counts before a session and before whom the host names', async t => {
  const { server, keyOf } = await open(t)
  const bob = server.client()
  await bob.signIn('bob', 'bob-secret')
  const before = bob.cookie
  t.is(accountIn(await bob.ask(`/open?api_key=${await keyOf('ann')}`)), 'ann')
  t.is(bob.cookie, before)
  t.is(accountIn(await bob.ask('/open')), 'bob')
  const named = await server.client({ user: 'CORP\\joe' }).ask(`/open?api_key=${await keyOf('ann')}`)
  t.regex(named.text, /ann Tester/)
})

test('with a key a form needs no token; a key in the form is none', async t => {
  const { stranger, keyOf, bearer } = await open(t)
  const post = { method: 'POST', body: new URLSearchParams({ theme: 'dark' }) }
  t.is((await stranger.ask(`/-/look?api_key=${await keyOf('ann')}`, post)).status, 302)
  t.is((await stranger.ask('/-/look', { ...post, ...(await bearer('ann')) })).status, 302)
  const body = new URLSearchParams({ theme: 'dark', api_key: await keyOf('ann') })
  t.is((await stranger.ask('/-/look', { method: 'POST', body })).status, 403)
})

test('a page that a key opened does not carry the key on', async t => {
  const { stranger, keyOf } = await open(t)
  const key = await keyOf('ann')
  const { text } = await stranger.ask(`/open/changelog?size=5&api_key=${key}&api%5Fkey=${key}`, { headers: {} })
  t.false(text.includes(key))
})
