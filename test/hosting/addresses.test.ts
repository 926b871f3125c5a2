import test from 'ava'
import { speak } from '../helpers/iisnode/client.ts'
import { seenIn, startEcho } from '../helpers/iisnode/echo.ts'

const as = 'CORP\\alice'

const addresses = [
  '/',
  '/a%2Fb',
  '/100%25',
  '/a%252Fb',
  '/c++/a%2Bb',
  '/%C3%A9t%C3%A9/%E6%97%A5',
  '/a%20b',
  '/a%3Fb%23c',
  '//double//slash',
  '/./a/../b',
  '/bin/web.config',
  '/x.cs?a=%2F&b=+',
  '/?',
  '/project?q=a%3Db',
]

for (const target of ['normalised', 'decoded'] as const) {
  test(`addresses arrive as they were sent, though IIS hands them on ${target}`, async t => {
    const iis = await startEcho(t, { target })
    // decoded, some addresses are no HTTP any more, and Node refuses them before us
    const readable = target === 'decoded' ? addresses.filter(each => !/%(20|C3|E6)/.test(each)) : addresses
    for (const address of readable) {
      const { url, caller } = seenIn(await iis.ask(address, { as }))
      t.is(url, address)
      t.is(caller.url, address)
    }
  })
}

test('an address that IIS did not rewrite is not the one a client names in a header', async t => {
  const iis = await startEcho(t, { target: 'norewrite' })
  const { url } = seenIn(await iis.ask('/genuine', { as, headers: { 'X-Original-URL': '/evil' } }))
  t.is(url, '/genuine')
})

test('raw bytes beyond ASCII arrive encoded', async t => {
  const iis = await startEcho(t, { variables: { UNENCODED_URL: Buffer.from('/été').toString('latin1') } })
  t.is(seenIn(await iis.ask('/', { as })).url, '/%C3%A9t%C3%A9')
})

test('an absolute address is read as its path', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous' })
  const lines = ['GET http://other.example/a%2Fb?c HTTP/1.1', 'Host: other.example', 'Connection: close']
  t.is(seenIn({ text: await speak(iis.origin, `${lines.join('\r\n')}\r\n\r\n`) }).url, '/a%2Fb?c')
})

test('what is no path is refused', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous', variables: { UNENCODED_URL: '*' } })
  t.is((await iis.ask('/')).status, 400)
})

test('in a virtual folder the base is told apart from the address', async t => {
  const iis = await startEcho(t, { site: '/kallithea' })
  for (const [sent, url] of [
    ['/kallithea/project?x', '/project?x'],
    ['/kallithea/', '/'],
    ['/kallithea', '/'],
    ['/kallithea?x', '/?x'],
  ] as const) {
    const seen = seenIn(await iis.ask(sent, { as }))
    t.is(seen.url, url)
    t.is(seen.caller.url, sent)
    t.is(seen.caller.base, '/kallithea')
    t.is(seen.caller.environment.SCRIPT_NAME, '/kallithea')
  }
})

test('a reader who writes the folder in other letters is sent to the spelling of IIS', async t => {
  const iis = await startEcho(t, { site: '/kallithea' })
  for (const method of ['GET', 'HEAD']) {
    const answer = await iis.ask('/KALLITHEA/Project%2F/x?Y=%2F', { as, method })
    t.is(answer.status, 302)
    t.is(answer.headers.location, '/kallithea/Project%2F/x?Y=%2F')
  }
  const encoded = await iis.ask('/kallithe%61//evil.example', { as })
  t.is(encoded.headers.location, '/kallithea//evil.example')
})

test('a form sent to other letters just works', async t => {
  const iis = await startEcho(t, { site: '/kallithea' })
  const { url, caller, body } = seenIn(await iis.ask('/Kallithea/Project', { as, method: 'POST', body: 'x=1' }))
  t.is(url, '/Project')
  t.is(caller.url, '/kallithea/Project')
  t.is(body, 3)
})

test('a folder with blanks and letters of its own is mounted as an address writes it', async t => {
  const iis = await startEcho(t, { site: '/Kode lager/å' })
  const seen = seenIn(await iis.ask('/Kode%20lager/%C3%A5/x', { as }))
  t.is(seen.caller.base, '/Kode%20lager/%C3%A5')
  t.is(seen.url, '/x')
})

test('two sites on one application are told apart', async t => {
  const iis = await startEcho(t)
  const folder = await iis.addSite({ site: '/kallithea', authentication: 'anonymous' })
  const [first, second] = [seenIn(await iis.ask('/', { as })), seenIn(await folder.ask('/kallithea/'))]
  t.is(first.pid, second.pid)
  t.deepEqual([first.caller.base, second.caller.base], ['', '/kallithea'])
  t.deepEqual([first.caller.environment.INSTANCE_ID, second.caller.environment.INSTANCE_ID], ['1', '2'])
  t.is(second.caller.user, null)
})
