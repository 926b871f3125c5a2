import test from 'ava'
import { speakHeaders } from '../helpers/iisnode/client.ts'
import { seenIn, startEcho } from '../helpers/iisnode/echo.ts'

test('who signed on by Windows, from where and how, is what IIS says', async t => {
  const iis = await startEcho(t, { https: true })
  const { caller } = seenIn(await iis.ask('/', { as: 'CORP\\alice' }))
  t.is(caller.user, 'CORP\\alice')
  t.is(caller.authType, 'Negotiate')
  t.is(caller.address, '127.0.0.1')
  t.true(caller.https)
  t.true(caller.trusted)
  const { REMOTE_USER, LOGON_USER, AUTH_TYPE, REMOTE_ADDR, HTTPS } = caller.environment
  t.deepEqual([REMOTE_USER, LOGON_USER, AUTH_TYPE], ['CORP\\alice', 'CORP\\alice', 'Negotiate'])
  t.deepEqual([REMOTE_ADDR, HTTPS], ['127.0.0.1', 'on'])
})

for (const anonymousUser of ['empty', 'undefined'] as const) {
  test(`without sign-on nobody is there, the variable being ${anonymousUser}`, async t => {
    const iis = await startEcho(t, { authentication: 'anonymous', anonymousUser })
    const { caller } = seenIn(await iis.ask('/'))
    t.is(caller.user, null)
    t.is(caller.authType, null)
    t.false('REMOTE_USER' in caller.environment)
    t.true(caller.trusted)
  })
}

test('with Basic of IIS the account is the one Windows logged on, not what was typed', async t => {
  const iis = await startEcho(t, { authentication: 'basic' })
  const basic = `Basic ${Buffer.from('alice:secret').toString('base64')}`
  const { caller } = seenIn(await iis.ask('/', { headers: { Authorization: basic } }))
  t.is(caller.user, 'CORP\\alice')
  t.is(caller.environment.REMOTE_USER, 'CORP\\alice')
  t.is(caller.authType, 'Basic')
})

test('a kind of sign-on we do not know is nobody', async t => {
  const iis = await startEcho(t, { variables: { AUTH_TYPE: 'SSL/PCT' } })
  t.is(seenIn(await iis.ask('/', { as: 'CORP\\alice' })).caller.user, null)
})

test('machines and the accounts of Windows are nobody', async t => {
  const iis = await startEcho(t)
  const nobodies = ['CORP\\HOST$', 'NT AUTHORITY\\SYSTEM', 'NT AUTHORITY\\ANONYMOUS LOGON', 'ANONYMOUS LOGON']
  for (const as of [
    ...nobodies,
    'nt authority\\iusr',
    'IUSR',
    'IIS APPPOOL\\Kallithea',
    'HOST$@CORP.EXAMPLE',
    'CORP\\Guest',
  ]) {
    const { caller } = seenIn(await iis.ask('/', { as }))
    t.is(caller.user, null, as)
    t.false('REMOTE_USER' in caller.environment || 'LOGON_USER' in caller.environment, as)
  }
})

test('a name that no account can have is refused and told as a matter of security', async t => {
  const names = ['CORP\\?lice', 'CORP\\al\tice', 'CORP\\admin, CORP\\bob', 'CORP\\admin, ']
  const variables: Record<string, string> = {}
  const iis = await startEcho(t, { variables })
  for (const name of names) {
    variables.REMOTE_USER = name
    t.is((await iis.ask('/', { as: 'CORP\\alice' })).status, 400, name)
  }
  t.regex(await iis.logs(), /hosting:security refused: no account can be called/)
})

test('a name beyond ASCII arrives, in UTF-8 and in the ANSI code page', async t => {
  const variables: Record<string, string> = {}
  const iis = await startEcho(t, { variables })
  for (const bytes of [Buffer.from('CORP\\åse'), Buffer.from('CORP\\åse', 'latin1')]) {
    variables.REMOTE_USER = bytes.toString('latin1')
    t.is(seenIn(await iis.ask('/', { as: 'CORP\\alice' })).caller.user, 'CORP\\åse')
  }
})

test('headers that pretend to come from a host are gone, as is what Windows signed on with', async t => {
  const iis = await startEcho(t)
  const pretended = [
    'X-Forwarded-User: CORP\\admin',
    'x_forwarded_user: CORP\\admin',
    'X-Forwarded-For: 1.2.3.4',
    'X-Forwarded-Proto: https',
    'X-Forwarded_Host: evil.example',
    'X-Original-URL: /evil',
    'X_Original_URL: /evil',
    'X-IIS-WindowsAuthToken: 1f0',
    'Forwarded: for=1.2.3.4',
  ]
  const lines = [
    'Authorization: Negotiate test:CORP\\alice',
    ...pretended,
    'X-Custom: kept',
    '__proto__: 1',
    'constructor: 2',
  ]
  const seen = seenIn({ text: await speakHeaders(iis.origin, '/', lines) })
  for (const place of [seen.headers, seen.rawHeaders, seen.headersDistinct]) {
    t.notRegex(JSON.stringify(place), /negotiate|iisnode|forwarded|original|windowsauth/i)
  }
  t.notRegex(JSON.stringify(seen), /evil|admin|1\.2\.3\.4|1f0/)
  t.is(seen.headers['x-custom'], 'kept')
  t.deepEqual(seen.headersDistinct.constructor, ['2'] as never) // a header may be called so
  t.is(seen.caller.address, '127.0.0.1')
  t.false(seen.caller.https)
  t.is(seen.url, '/')
})

test('Basic and tokens of our own stay readable', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous' })
  t.is(seenIn(await iis.ask('/', { headers: { Authorization: 'Basic abc' } })).headers.authorization, 'Basic abc')
})

test('a sign-on by a ticket of 17 KB arrives', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous', maxRequestBytes: 65_536 })
  const authorization = `Basic ${'a'.repeat(17 * 1024)}`
  t.is(seenIn(await iis.ask('/', { headers: { Authorization: authorization } })).headers.authorization, authorization)
})

test('of a request that IIS says nothing about only health is answered', async t => {
  for (const variables of [{ UNENCODED_URL: undefined }, { UNENCODED_URL: '' }]) {
    const iis = await startEcho(t, { variables, site: '/kallithea' })
    const health = await iis.ask('/kallithea/-/health', { as: 'CORP\\alice' })
    const { url, caller } = seenIn(health)
    t.is(url, '/-/health')
    t.false(caller.trusted)
    t.is(caller.user, null)
    t.deepEqual(caller.environment, {})
    t.is((await iis.ask('/kallithea/', { as: 'CORP\\alice' })).status, 400)
  }
})

test('health is answered where nothing at all is promoted', async t => {
  const iis = await startEcho(t, { edit: text => text.replace(/promoteServerVars="[^"]*"/, 'promoteServerVars=""') })
  t.false(seenIn(await iis.ask('/-/health', { as: 'CORP\\alice' })).caller.trusted)
  t.is((await iis.ask('/', { as: 'CORP\\alice' })).status, 400)
})
