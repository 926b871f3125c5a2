import { createHash } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { findSession } from '#db/sessions.ts'
import { updateUser } from '#db/users.ts'
import { makeSite, type SiteOptions } from '../../helpers/site.ts'
import { accountIn, type Answer, type Client, serve } from '../../helpers/web.ts'

async function open(t: ExecutionContext, options: SiteOptions = {}) {
  const made = await makeSite(t, { users: { ann: {} }, ...options })
  return { made, site: made.site, server: await serve(t, made.site) }
}

const setCookie = (answer: Answer) => answer.headers.getSetCookie().find(line => line.startsWith('kallithea='))
const idOf = (client: Client) => /kallithea=([^;]*)/.exec(client.cookie)?.[1] ?? ''
/** Seconds that the browser keeps the cookie. */
const lifeOf = (answer: Answer) =>
  (Date.parse(/expires=([^;]*)/i.exec(setCookie(answer) ?? '')?.[1] ?? '') - Date.now()) / 1000
const hashOf = (id: string) => createHash('sha256').update(id).digest('hex')

test('a stranger who reads gets no cookie', async t => {
  const { server } = await open(t)
  const client = server.client()
  for (const path of ['/', '/_admin/no-such', '/-/health', '/no-such'])
    t.is(setCookie(await client.ask(path)), undefined)
})

test('the cookie is for the application alone, and no script reads it', async t => {
  const { server } = await open(t)
  const plain = await server.client().ask('/_admin/login')
  t.regex(setCookie(plain) ?? '', /^kallithea=[\w-]{40}; path=\/; samesite=lax; httponly$/i)
  const inFolder = await server.client({ base: '/Kallithea', https: true }).ask('/Kallithea/_admin/login')
  t.regex(setCookie(inFolder) ?? '', /^kallithea=[\w-]{40}; path=\/Kallithea; samesite=lax; secure; httponly$/i)
})

test('the name of the cookie is the one in the ini', async t => {
  const { server } = await open(t, { ini: { 'session.key': 'other_name' } })
  const { headers } = await server.client().ask('/_admin/login')
  t.regex(headers.getSetCookie().join(), /^other_name=/)
})

const attributes: readonly (readonly [string, string, RegExp])[] = [
  ['session.cookie_path', '/elsewhere', /; path=\/elsewhere;/],
  ['session.cookie_domain', '.example.com', /; domain=\.example\.com;/],
  ['session.secure', 'true', /; secure;/],
  ['session.samesite', 'strict', /; samesite=strict;/],
  ['session.httponly', 'false', /; samesite=lax$/],
]

for (const [key, value, expected] of attributes) {
  test(`${key} of the ini is in the cookie, and in the one that ends it`, async t => {
    const { server } = await open(t, { ini: { [key]: value } })
    const ann = server.client()
    t.regex(setCookie(await ann.signIn('ann', 'ann-secret')) ?? '', expected)
    t.regex(setCookie(await ann.send('/_admin/logout', {})) ?? '', expected)
  })
}

test('session.secure off: the cookie of an https page goes through http too', async t => {
  const { server } = await open(t, { ini: { 'session.secure': 'false' } })
  t.notRegex(setCookie(await server.client({ https: true }).ask('/_admin/login')) ?? 'secure', /secure/)
})

const lives: readonly (readonly [string, number])[] = [
  ['7200', 7200],
  ['false', 10 * 365 * 86_400],
]

for (const [value, seconds] of lives) {
  test(`session.cookie_expires = ${value}: the browser keeps the cookie beyond its own end`, async t => {
    const { server } = await open(t, { ini: { 'session.cookie_expires': value } })
    const ann = server.client()
    const signedOn = await ann.signIn('ann', 'ann-secret')
    t.true(Math.abs(lifeOf(signedOn) - seconds) < 60)
    t.is(accountIn(await ann.ask('/')), 'ann')
    t.true(Math.abs(lifeOf(await server.client().ask('/_admin/login')) - seconds) < 60)
  })
}

test('whoever did not come for the time of the ini has to sign on again, remembered or not', async t => {
  const { site } = await makeSite(t, { users: { ann: {} }, ini: { 'session.timeout': '3600' } })
  let time = Date.now()
  const server = await serve(t, { ...site, now: () => new Date(time) })
  const ann = server.client()
  await ann.send('/_admin/login', { username: 'ann', password: 'ann-secret', remember: 'True' })
  for (let visit = 0; visit < 3; visit++) {
    time += 3500_000
    t.is(accountIn(await ann.ask('/')), 'ann')
  }
  time += 3601_000
  t.is(accountIn(await ann.ask('/')), null)
})

test('the database knows the hash of the id, not the id', async t => {
  const { server, site } = await open(t)
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  t.falsy(await findSession(site.db, idOf(ann)))
  const row = await findSession(site.db, hashOf(idOf(ann)))
  t.false(row?.data.includes(idOf(ann)))
})

test('signing on gives a new id, and the old one is worth nothing', async t => {
  const { server, site } = await open(t)
  const ann = server.client()
  await ann.ask('/_admin/login')
  const before = idOf(ann)
  t.is((await ann.signIn('ann', 'ann-secret')).status, 302)
  t.not(idOf(ann), before)
  t.falsy(await findSession(site.db, hashOf(before)))
})

test('an id that we did not give is not taken over', async t => {
  const { server } = await open(t)
  const answer = await server.client().ask('/_admin/login', { headers: { cookie: 'kallithea=chosen-by-somebody' } })
  t.false(setCookie(answer)?.includes('chosen-by-somebody'))
})

test('signing out ends the session in the database and in the browser', async t => {
  const { server, site } = await open(t)
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  const id = idOf(ann)
  t.is((await ann.send('/_admin/logout', {})).status, 302)
  t.falsy(await findSession(site.db, hashOf(id)))
  t.is(idOf(ann), '')
})

test('a session lasts as long as the browser, or a year where that was asked for', async t => {
  const { server } = await open(t)
  const login = (fields: Record<string, string>) => {
    const password = { username: 'ann', password: 'ann-secret' }
    return server.client().send('/_admin/login', { ...password, ...fields })
  }
  t.notRegex(setCookie(await login({})) ?? '', /expires/i)
  t.true(Math.abs(lifeOf(await login({ remember: 'True' })) - 365 * 86_400) < 60)
})

test('remembered, signed out and signed on again without it, the session ends with the browser', async t => {
  const { server } = await open(t)
  const ann = server.client()
  await ann.send('/_admin/login', { username: 'ann', password: 'ann-secret', remember: 'True' })
  await ann.send('/_admin/logout', {})
  t.notRegex(setCookie(await ann.signIn('ann', 'ann-secret')) ?? 'expires', /expires/i)
})

test('the session is dropped when the host names somebody else, whosever account it holds', async t => {
  const { server } = await open(t, { users: { ann: {} } })
  const alice = server.client({ user: 'CORP\\alice' })
  await alice.signIn('ann', 'ann-secret')
  t.is(accountIn(await alice.ask('/')), 'ann')
  const sameName = server.client({ user: 'corp\\ALICE' })
  t.is(accountIn(await sameName.ask('/', { headers: { cookie: alice.cookie } })), 'ann')
  const nobody = server.client()
  t.is(accountIn(await nobody.ask('/', { headers: { cookie: alice.cookie } })), 'ann')
  const bob = server.client({ user: 'CORP\\bob' })
  t.not(accountIn(await bob.ask('/', { headers: { cookie: alice.cookie } })), 'ann')
  t.not(accountIn(await alice.ask('/')), 'ann') // the row is gone, for alice too
})

test('an account that was switched off is refused, and may still sign in as another', async t => {
  const { server, made, site } = await open(t)
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  await updateUser(site.db, (await made.user('ann')).id, { active: false })
  for (const path of ['/', '/no-such', '/_admin/auth']) t.is((await ann.ask(path)).status, 403, path)
  t.is((await ann.ask('/_admin/login')).status, 200)
  t.is((await ann.signIn('admin', 'admin-secret')).status, 302)
  t.is((await ann.ask('/')).status, 200)
})
