import { connect } from 'node:net'
import test from 'ava'
import { ask, speak, speakHeaders } from './client.ts'
import { seenIn } from './echo.ts'
import { startNaive, withAttribute } from './naive.ts'

const requestIn = (text: string): string => JSON.parse(text).request

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

test('byte for byte: first line, known headers, the others, nothing after the promoted variables', async t => {
  const iis = await startNaive(t, { kind: 'raw', edit: withAttribute('promoteServerVars', 'HTTPS, HTTPS,REMOTE_USER') })
  const { text } = await ask(iis.origin, '/x', { headers: { Host: 'h', 'x-b': 'ä', Expect: '100-continue' } })
  t.is(
    requestIn(text),
    'GET /x HTTP/1.1\r\nConnection: keep-alive\r\nHost: h\r\nx-b: ä\r\nX-Original-URL: /x\r\n' +
      'X-iisnode-REMOTE_USER: \r\nX-iisnode-HTTPS: off\r\n\r\n',
  )
})

test('Connection is keep-alive whatever the client wants, unless it is exactly upgrade', async t => {
  const iis = await startNaive(t, { kind: 'raw' })
  for (const [sent, received] of [
    ['close', 'keep-alive'],
    ['keep-alive, Upgrade', 'keep-alive'],
    ['Upgrade', 'Upgrade'],
  ] as const) {
    const { text } = await ask(iis.origin, '/', { headers: { Connection: sent } })
    t.regex(requestIn(text), new RegExp(`\r\nConnection: ${received}\r\n`), sent)
  }
})

test('with enableXFF the address is appended, unless the client ends with its letters; its scheme stays', async t => {
  const iis = await startNaive(t, { edit: withAttribute('enableXFF', 'true') })
  const forwarded = async (lines: readonly string[]) => {
    const { rawHeaders } = seenIn({ text: await speakHeaders(iis.origin, '/', lines) })
    return rawHeaders.filter((_, index) => /^x-forwarded/i.test(rawHeaders[index - 1] ?? ''))
  }
  t.deepEqual(await forwarded([]), ['127.0.0.1', 'http'])
  t.deepEqual(await forwarded(['x-forwarded-for: 10.0.0.1']), ['10.0.0.1, 127.0.0.1', 'http'])
  t.deepEqual(await forwarded(['x-forwarded-for: 6127.0.0.1']), ['6127.0.0.1', 'http'])
  t.deepEqual(await forwarded(['X-Forwarded-Proto: https']), ['https', '127.0.0.1'])
})

test('a client that expects to be told to go on is told so by IIS, and node hears nothing of it', async t => {
  const iis = await startNaive(t)
  const { hostname, port } = new URL(iis.origin)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', piece => {
    if (answer === '') socket.write('abc')
    answer += piece.toString('latin1')
  })
  const closed = new Promise(resolve => socket.on('close', resolve))
  const lines = ['POST / HTTP/1.1', 'Host: x', 'Connection: close', 'Expect: 100-continue', 'Content-Length: 3']
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await closed
  const [interim = '', ...rest] = answer.split('\r\n\r\n')
  t.is(interim, 'HTTP/1.1 100 Continue')
  const { body, rawHeaders } = seenIn({ text: rest.join('\r\n\r\n') })
  t.is(body, 3)
  t.false(rawHeaders.includes('Expect'))
})

test('a body in chunks arrives without its extensions and trailers', async t => {
  const iis = await startNaive(t)
  const head = ['POST / HTTP/1.1', 'Host: x', 'Connection: close', 'Transfer-Encoding: chunked', '', '']
  const answer = await speak(iis.origin, `${head.join('\r\n')}3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n`)
  t.is(seenIn({ text: answer }).body, 5)
})

test('a body in chunks is cut anew, with room for the framing in a buffer of iisnode', async t => {
  const iis = await startNaive(t, { kind: 'raw', edit: withAttribute('initialRequestBufferSize', 4096) })
  const head = ['POST / HTTP/1.1', 'Host: x', 'Connection: close', 'Transfer-Encoding: chunked', '', '']
  const size = 50_000
  const body = `${size.toString(16).toUpperCase()}\r\n${'x'.repeat(size)}\r\n0\r\n\r\n`
  const answer = await speak(iis.origin, head.join('\r\n') + body)
  const framed = requestIn(answer.slice(answer.indexOf('{'))).split('\r\n\r\n')[1] ?? ''
  const sizes = framed.split('\r\n').filter((_, index) => index % 2 === 0)
  t.true(sizes.every(each => /^[0-9a-f]+$/.test(each) && Number.parseInt(each, 16) <= 4096 - 66))
  t.is(
    sizes.reduce((sum, each) => sum + Number.parseInt(each, 16), 0),
    size,
  )
  t.true(sizes.includes('fbe'))
})

test('nothing of an answer is read before the request is written: careless programs hang', async t => {
  const body = Buffer.alloc(20 << 20, 'u')
  for (const path of ['/stop-reading', '/pipe-back']) {
    const iis = await startNaive(t)
    const answered = iis.ask(path, { method: 'POST', body }).then(
      () => 'answered',
      () => 'broken',
    )
    const late = new Promise(resolve => setTimeout(resolve, 1500, 'hangs'))
    t.is(await Promise.race([answered, late]), 'hangs', path)
    await iis.stop()
  }
})

test('a head longer than maxRequestBufferSize is 500.1005', async t => {
  const iis = await startNaive(t, { edit: withAttribute('maxRequestBufferSize', 8192) })
  const { status, headers } = await iis.ask('/', { headers: { 'X-Long': 'x'.repeat(8192) } })
  t.deepEqual([status, headers['x-emul-substatus']], [500, '1005'])
})

for (const version of ['1.0', '2.0'] as const) {
  test(`node may be told HTTP/${version}, and then closes the pipe behind its answer`, async t => {
    const iis = await startNaive(t, { version })
    for (const pipe of [1, 2]) {
      const seen = seenIn(await iis.ask('/'))
      t.deepEqual([seen.httpVersion, seen.pipe], [version, pipe])
    }
  })
}

test('of HTTP/3.0 Node knows nothing', async t => {
  const iis = await startNaive(t, { version: '3.0' })
  t.is((await iis.ask('/')).status, 400)
})
