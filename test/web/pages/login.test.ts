import test, { type ExecutionContext } from 'ava'
import { makeSite, type SiteOptions } from '../../helpers/site.ts'
import { accountIn, serve } from '../../helpers/web.ts'

async function open(t: ExecutionContext, options: SiteOptions = {}) {
  const made = await makeSite(t, { users: { ann: { email: 'ann@example.com' }, idle: { active: false } }, ...options })
  return { made, server: await serve(t, made.site) }
}

const errorOf = (text: string) =>
  [...text.matchAll(/class="error" id="(\w+)-error">.*?<\/svg> ([^<]*)</gs)].map(([, ...said]) => said)

test('a name and its password sign in; so does the address of the account', async t => {
  const { server, made } = await open(t)
  for (const name of ['ann', 'ANN', ' ann ', 'ann@example.com']) {
    const client = server.client()
    const answer = await client.signIn(name, 'ann-secret')
    t.is(answer.status, 302, name)
    t.is(answer.location, '/')
    t.is(accountIn(await client.ask('/')), 'ann')
  }
  t.truthy((await made.user('ann')).lastLogin)
})

test("what is wrong is said at its field, in Kallithea's words, and no password comes back", async t => {
  const { server } = await open(t)
  const said = async (username: string, password: string) => {
    const { status, text } = await server.client().signIn(username, password)
    t.is(status, 200)
    t.notRegex(text, /type="password" value="[^"]/)
    return errorOf(text)
  }
  t.deepEqual(await said('', ''), [
    ['username', 'Please enter a login'],
    ['password', 'Please enter a password'],
  ])
  t.deepEqual(await said('ann', 'ab'), [['password', 'Enter 3 characters or more']])
  for (const [name, password] of [
    ['ann', 'wrong'],
    ['nobody', 'wrong'],
    ['idle', 'idle-secret'],
    ['default', 'xyz'],
  ] as const) {
    t.deepEqual(await said(name, password), [['password', 'Invalid username or password']], name)
  }
})

test('what was typed stays, as text', async t => {
  const { server } = await open(t)
  const { text } = await server.client().signIn('"><b>', 'wrong')
  t.regex(text, /value="&quot;&gt;&lt;b&gt;"/)
})

test('after signing in one is where one wanted to go', async t => {
  const { server } = await open(t)
  const client = server.client()
  const to = '/_admin/login?came_from=%2Fgroup%2Frepo%3Fpage%3D2'
  const { text } = await client.ask(to)
  const action = /<form class="stack" method="post" action="([^"]*)"/.exec(text)?.[1] ?? ''
  const answer = await client.send(action.replaceAll('&amp;', '&'), { username: 'ann', password: 'ann-secret' })
  t.is(answer.location, '/group/repo?page=2')
  t.is((await client.ask(to)).location, '/group/repo?page=2')
})

test('there is no way out of the site', async t => {
  const { server } = await open(t)
  const out = [
    '//h',
    '/\\h',
    '\\\\h',
    '/%5ch',
    'https:h',
    'https://h/',
    'javascript:alert(1)',
    '/a\r\nb',
    'a',
    '/ä',
    '/a b',
    '/%2fh',
  ]
  for (const target of out) {
    const path = `/_admin/login?came_from=${encodeURIComponent(target)}`
    t.is((await server.client().ask(path)).status, 400, target)
    const fields = { username: 'ann', password: 'ann-secret' }
    t.is((await server.client().send(path, fields)).status, 400, target)
    t.is(
      (await server.client({ user: 'CORP\\ann' }).ask(`/-/windows?came_from=${encodeURIComponent(target)}`)).status,
      302,
    )
  }
  t.is((await server.client().ask('/_admin/login?came_from=')).status, 200)
})

test('under Windows authentication the form is still shown, and leads to another account', async t => {
  const { server } = await open(t, { container: true, globals: ['hg.extern_activate.auto'] })
  const alice = server.client({ user: 'CORP\\alice' })
  const home = await alice.ask('/')
  t.is(accountIn(home), 'CORP\\alice')
  t.regex(home.text, /Sign in with another account/)
  t.notRegex(home.text, /Sign out/)
  t.regex((await alice.ask('/_admin/login')).text, /You are signed in as CORP\\alice/)
  await alice.signIn('admin', 'admin-secret')
  const after = await alice.ask('/')
  t.is(accountIn(after), 'admin')
  t.regex(after.text, /Sign out/)
  await alice.send('/_admin/logout', {})
  t.is(accountIn(await alice.ask('/')), 'CORP\\alice')
})

test('Windows sign-on is offered where it is on and nobody is signed on', async t => {
  const off = await open(t)
  t.notRegex((await off.server.client().ask('/_admin/login')).text, /Use Windows sign-on/)
  const { server } = await open(t, { container: true })
  const stranger = await server.client().ask('/_admin/login?came_from=%2Fx')
  t.regex(stranger.text, /href="\/-\/windows\?came_from=%2Fx"/)
  t.notRegex((await server.client({ user: 'CORP\\x' }).ask('/_admin/login')).text, /Use Windows sign-on/)
})

test('an address alone signs nobody out', async t => {
  const { server } = await open(t)
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  t.is((await ann.ask('/_admin/logout')).status, 200)
  t.is(accountIn(await ann.ask('/')), 'ann')
})
