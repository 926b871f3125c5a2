import { fileURLToPath } from 'node:url'
import test, { type ExecutionContext } from 'ava'
import { speak, speakHeaders, ticket } from './client.ts'
import { seenIn } from './echo.ts'
import { type StandInOptions, startStandIn } from './stand-in.ts'

const upload = Buffer.alloc(20 << 20, 'u')

function startNaive(t: ExecutionContext, options: StandInOptions = {}) {
  const program = fileURLToPath(new URL('naive-server.ts', import.meta.url))
  return startStandIn(t, { authentication: 'anonymous', ...options, program })
}

const twoProcesses = (text: string) => text.replace('PerApplication="1"', 'PerApplication="2"')

const filteringOfIis = (text: string) => text.replace(/<requestFiltering[\s\S]*<\/requestFiltering>/, '')

const retry = (times: number) => (text: string) =>
  text.replace('maxNamedPipeConnectionRetry="240"', `maxNamedPipeConnectionRetry="${times}"`)

test('the program runs as under iisnode: its own argv, the settings as environment, output in files', async t => {
  const iis = await startNaive(t, { environment: { NODE_ENV: 'of-w3wp' }, ini: '/data/my.ini' })
  t.deepEqual(iis.processes(), [])
  const { argv, env } = seenIn(await iis.ask('/'))
  t.is(argv[1], `${iis.folder}/kallithea/server.ts`)
  t.is(argv.length, 2)
  t.is(env.KALLITHEA_INI, '/data/my.ini')
  t.is(env.NODE_ENV, 'of-w3wp')
  t.is(env.IISNODE_logDirECTORY, '../kallithea-data/iisnode-logs')
  t.is(env.PWD, process.env.PWD)
  t.regex(await iis.logs(), /started without waiting for an answer\r\n/)
})

test('a process that was killed is replaced at the next request, and hears nothing', async t => {
  const iis = await startNaive(t)
  const before = seenIn(await iis.ask('/'))
  iis.kill()
  const after = seenIn(await iis.ask('/'))
  t.not(before.pid, after.pid)
  t.not(before.env.PORT, after.env.PORT)
  t.notRegex(await iis.logs(), /told to end/)
})

test('a program that ends before it listens is 500.1002, one that never listens 500.1001', async t => {
  const ends = await startNaive(t, { environment: { NAIVE: 'exit' } })
  t.is((await ends.ask('/')).headers['x-emul-substatus'], '1002')
  const deaf = await startNaive(t, { environment: { NAIVE: 'deaf' }, edit: retry(2) })
  t.is((await deaf.ask('/')).headers['x-emul-substatus'], '1001')
})

test('several processes take turns beginning with the second', async t => {
  const iis = await startNaive(t, { edit: twoProcesses })
  const turns: number[] = []
  for (let count = 0; count < 4; count++) turns.push(seenIn(await iis.ask('/')).pid)
  const [first, second] = iis.processes()
  t.deepEqual(turns, [second, first, second, first] as number[]) // both run, as the turns show
})

test('headers come in the order and spelling of iisnode, the promoted ones last and in reverse', async t => {
  const iis = await startNaive(t)
  const lines = [
    'x-One: 1',
    'accept: */*',
    'X-One: 2',
    'X-iisnode-EVIL: 3',
    'x-original-url: /evil',
    'USER-AGENT: me',
    'X-Empty:',
  ]
  const { rawHeaders } = seenIn({ text: await speakHeaders(iis.origin, '/a%2Fb', lines) })
  const names = rawHeaders.filter((_, index) => index % 2 === 0)
  t.deepEqual(names, [
    ...'Connection Accept Host User-Agent x-One X-One X-iisnode-EVIL X-Empty X-Original-URL'.split(' '),
    ...'UNENCODED_URL APPL_MD_PATH SERVER_PORT HTTPS REMOTE_ADDR AUTH_TYPE LOGON_USER REMOTE_USER INSTANCE_ID'
      .split(' ')
      .map(name => `X-iisnode-${name}`),
  ])
  t.is(rawHeaders[rawHeaders.indexOf('X-Original-URL') + 1], '/a/b')
  t.is(rawHeaders[rawHeaders.indexOf('X-iisnode-UNENCODED_URL') + 1], '/a%2Fb')
})

test('nothing of an answer is read before the request is written: careless programs hang', async t => {
  for (const path of ['/stop-reading', '/pipe-back']) {
    const iis = await startNaive(t)
    const answered = iis.ask(path, { method: 'POST', body: upload }).then(
      () => 'answered',
      () => 'broken',
    )
    const late = new Promise(resolve => setTimeout(resolve, 1500, 'hangs'))
    t.is(await Promise.race([answered, late]), 'hangs', path)
    await iis.stop()
  }
})

test('an interim answer hands the real one to the next visitor, and the test hears of it', async t => {
  const iis = await startNaive(t)
  t.regex(await speakHeaders(iis.origin, '/hints', []), /^HTTP\/1.1 103/)
  t.is((await iis.ask('/')).text, 'the answer to whoever asked for hints')
  t.regex(iis.takeFaults().join('\n'), /iisnode takes for the whole answer/)
})

test('bytes beyond Content-Length stay in the pipe, and the test hears of it', async t => {
  const iis = await startNaive(t)
  t.is((await iis.ask('/surplus')).text, 'ok')
  await iis.ask('/').catch(() => null)
  t.regex(iis.takeFaults().join('\n'), /bytes came on an idle pipe/)
})

test('trailers corrupt the stream, and the test hears of it', async t => {
  const iis = await startNaive(t)
  await iis.ask('/trailers').catch(() => null)
  t.regex(iis.takeFaults().join('\n'), /trailers corrupt the pipe/)
})

test('chunks are passed on with their framing', async t => {
  const iis = await startNaive(t)
  const answer = await speakHeaders(iis.origin, '/chunks', [])
  t.true(answer.endsWith('\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n'))
})

test('a body in chunks arrives without its extensions and trailers', async t => {
  const iis = await startNaive(t)
  const head = ['POST / HTTP/1.1', 'Host: x', 'Connection: close', 'Transfer-Encoding: chunked', '', '']
  const answer = await speak(iis.origin, `${head.join('\r\n')}3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n`)
  t.is(seenIn({ text: answer }).body, 5)
})

test('Windows authentication asks, and Node sees only who signed on', async t => {
  const iis = await startNaive(t, { authentication: 'windows' })
  const asked = await iis.ask('/')
  t.is(asked.status, 401)
  t.is(asked.headers['www-authenticate'], 'Negotiate, NTLM')
  t.deepEqual(iis.processes(), [])
  t.is((await iis.ask('/', { as: 'CORP\\alice' })).status, 200)
})

test('with mixed authentication every 401 of the program offers Windows too', async t => {
  const iis = await startNaive(t, { authentication: 'mixed' })
  const asked = await iis.ask('/forbidden')
  t.deepEqual([asked.status, asked.headers['www-authenticate']], [401, 'Negotiate, NTLM'])
  t.is((await iis.ask('/')).status, 200)
})

test('NTLM signs on the connection, Negotiate the request', async t => {
  const iis = await startNaive(t, { authentication: 'windows' })
  const twice = (authorization: string) => {
    const first = `GET /a HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`
    return speak(iis.origin, `${first}GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  }
  t.is((await twice(ticket('CORP\\bob').replace('Negotiate', 'NTLM'))).match(/HTTP\/1.1 200/g)?.length, 2)
  t.is((await twice(ticket('CORP\\bob'))).match(/HTTP\/1.1 200/g)?.length, 1)
})

test('http.sys refuses what is too long or no address', async t => {
  const iis = await startNaive(t)
  t.is((await iis.ask('/', { headers: { 'X-Long': 'x'.repeat(17_000) } })).status, 400)
  t.is((await iis.ask(`/${'x'.repeat(261)}`)).status, 400)
  t.is((await iis.ask('/a%0Ab')).status, 400)
  t.is((await iis.ask('/%zz')).status, 400)
})

test('request filtering as IIS has it from the start breaks a code host', async t => {
  const iis = await startNaive(t, { edit: filteringOfIis })
  const headers = { 'Content-Length': 40_000_000 }
  const subStatus = async (path: string) => (await iis.ask(path)).headers['x-emul-substatus']
  t.is(await subStatus('/x/bin/tool'), '8')
  t.is(await subStatus('/x/Program.cs'), '7')
  t.is(await subStatus('/c++'), '11')
  t.is(await subStatus('/a%252Fb'), '11')
  t.is(await subStatus(`/?${'x'.repeat(2049)}`), '15')
  t.is((await iis.ask('/', { method: 'POST', headers: { ...headers, Expect: '100-continue' } })).status, 413)
  const off = await startNaive(t, { edit: filteringOfIis, filtering: false })
  t.is((await off.ask('/x/bin/Program.cs')).status, 200)
})

test('outside the folder of the application IIS itself answers', async t => {
  const iis = await startNaive(t, { site: '/kallithea' })
  t.is((await iis.ask('/other')).headers['x-emul-substatus'], '0')
  t.is((await iis.ask('/KALLITHEA/x')).status, 200)
})

test('applications in several folders of one host and port answer for what is theirs', async t => {
  const root = await startNaive(t)
  const folder = await startNaive(t, { site: '/b', beside: root })
  t.is(folder.address, `${root.origin}/b/`)
  const pidOf = async (path: string) => seenIn(await root.ask(path)).pid
  const [atRoot, inFolder] = [await pidOf('/'), await pidOf('/b/')]
  t.not(atRoot, inFolder)
  for (const path of ['/B', '/b?x', '/%62/c']) t.is(await pidOf(path), inFolder, path)
  for (const path of ['/bc', '/a/b']) t.is(await pidOf(path), atRoot, path)
})
