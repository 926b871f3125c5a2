import test, { type ExecutionContext } from 'ava'
import { makeSite, type SiteOptions } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const field = '_session_csrf_secret_token'
const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function open(t: ExecutionContext, options: SiteOptions = {}) {
  const { site } = await makeSite(t, { users: { ann: {} }, ...options })
  const server = await serve(t, site)
  const client = server.client()
  const token = async () => (await client.ask('/_admin/session_csrf_secret_token')).text
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    client.ask('/-/look', { method: 'POST', body: new URLSearchParams({ theme: 'dark', ...fields }), headers })
  return { site, server, client, token, send }
}

test('a form with the token of the session is taken', async t => {
  const { token, send } = await open(t)
  t.is((await send({ [field]: await token() })).status, 302)
})

test('a form without it, with a wrong one, or with that of another session is refused', async t => {
  const { token, send, server } = await open(t)
  await token()
  const stranger = server.client()
  const other = await stranger.ask('/_admin/session_csrf_secret_token')
  const wrong: readonly Record<string, string>[] = [{}, { [field]: '' }, { [field]: 'x-y' }, { [field]: other.text }]
  for (const fields of wrong) {
    t.is((await send(fields)).status, 403)
  }
})

test('the token counts only in the body; in an address it is made worthless', async t => {
  const { client, token, send } = await open(t)
  const value = await token()
  const body = new URLSearchParams({ theme: 'dark' })
  const refused = await client.ask(`/-/look?${field}=${value}`, { method: 'POST', body })
  t.is(refused.status, 403)
  t.regex(refused.text, /form token was part of an address/)
  t.is((await send({ [field]: value })).status, 403)
})

test('each token differs, and all of a session are right', async t => {
  const { token, send } = await open(t)
  const [one, other] = [await token(), await token()]
  t.not(one, other)
  for (const value of [one, other]) t.is((await send({ [field]: value })).status, 302)
})

test('the browser has the last word on where a form came from', async t => {
  const { token, send, server } = await open(t)
  const value = await token()
  const from = async (headers: Record<string, string>) => (await send({ [field]: value }, headers)).status
  t.is(await from({ 'sec-fetch-site': 'same-origin' }), 302)
  t.is(await from({ 'sec-fetch-site': 'none' }), 302)
  t.is(await from({ 'sec-fetch-site': 'cross-site' }), 403)
  t.is(await from({ 'sec-fetch-site': 'same-site' }), 403)
  t.is(await from({ 'sec-fetch-site': 'cross-site', origin: server.origin }), 403)
})

test('lacking that word, the origin counts; lacking both, the token alone', async t => {
  const { token, send, server } = await open(t)
  const value = await token()
  const from = async (headers: Record<string, string>) => (await send({ [field]: value }, headers)).status
  t.is(await from({ origin: server.origin }), 302)
  t.is(await from({ origin: 'https://evil.example' }), 403)
  t.is(await from({ origin: 'null' }), 403)
  t.is(await from({}), 302)
})

test('under Windows authentication a form from elsewhere is refused too, with no cookie at all', async t => {
  const { server } = await open(t, { container: true, globals: ['hg.extern_activate.auto'] })
  const alice = server.client({ user: 'CORP\\alice' })
  t.is((await alice.ask('/-/look', { method: 'POST', body: 'theme=dark', headers: form })).status, 403)
  const crossSite = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  t.is(
    (await alice.ask('/-/look', { method: 'POST', body: 'theme=dark', headers: { ...form, ...crossSite } })).status,
    403,
  )
})

test('signing on makes the tokens of before worthless', async t => {
  const { client, token, send } = await open(t)
  const before = await token()
  await client.signIn('ann', 'ann-secret')
  t.is((await send({ [field]: before })).status, 403)
})

test('other bodies than forms carry no token', async t => {
  const { client, token } = await open(t)
  const value = await token()
  for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
    const body = type.includes('json') ? JSON.stringify({ [field]: value }) : `${field}=${value}`
    const answer = await client.ask('/-/look', { method: 'POST', body, headers: { 'content-type': type } })
    t.is(answer.status, 403, type)
  }
})
