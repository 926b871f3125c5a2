import { connect } from 'node:net'
import test from 'ava'
import { ask, speakHeaders } from './client.ts'
import { seenIn } from './echo.ts'
import { startNaive, until, withAttribute } from './naive.ts'
import type { StandIn } from './stand-in.ts'

const buffering = (text: string) => text.replace(/ responseBufferLimit="0"/, '')
const replacing = (text: string) => text.replace(/<httpErrors .*\/>/, '')

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

test('bytes behind a status that has no body stay in the pipe too', async t => {
  const iis = await startNaive(t, { kind: 'raw' })
  t.is((await iis.ask('/empty-with-body')).status, 204)
  await until(async () => iis.takeFaults().join().includes('bytes came on an idle pipe'))
  t.pass()
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

test('a status may have a sub-status; Connection is taken away, Keep-Alive and repetitions go on', async t => {
  const iis = await startNaive(t, { kind: 'raw' })
  t.regex(await speakHeaders(iis.origin, '/sub-status', []), /^HTTP\/1.1 500 Very Broken\r\n.*no$/s)
  const alive = await speakHeaders(iis.origin, '/keep-alive', [])
  t.regex(alive, /\r\nKeep-Alive: timeout=5\r\n/)
  t.notRegex(alive, /\r\nConnection:/)
  t.regex(await speakHeaders(iis.origin, '/two-lines', []), /\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n/)
})

test('with Connection: close the end of the pipe is the end of the answer', async t => {
  const iis = await startNaive(t, { kind: 'raw' })
  t.is((await ask(iis.origin, '/close')).text, 'until the end')
})

test('no answer is 500.1011, no status 500.1013, a head longer than maxRequestBufferSize 500.1014', async t => {
  const iis = await startNaive(t, { kind: 'raw' })
  for (const [path, subStatus] of [
    ['/nothing', '1011'],
    ['/no-status', '1013'],
    ['/long-head', '1014'],
  ] as const) {
    const { status, headers } = await iis.ask(path)
    t.deepEqual([status, headers['x-emul-substatus']], [500, subStatus], path)
  }
  const long = await startNaive(t, { kind: 'raw', edit: withAttribute('maxRequestBufferSize', 262_144) })
  t.is((await speakHeaders(long.origin, '/long-head', [])).length > 200_000, true)
})

test('of a length beyond 32 bits only the rest arrives, then nothing more and no end', async t => {
  const iis = await startNaive(t, { kind: 'raw' })
  const { port, hostname } = new URL(iis.origin)
  const socket = connect(Number(port), hostname)
  let answer = ''
  let ended = false
  socket.on('data', piece => (answer += piece.toString('latin1'))).on('end', () => (ended = true))
  socket.write('GET /beyond-32-bits HTTP/1.1\r\nHost: x\r\n\r\n')
  const faults: string[] = []
  await until(() => faults.push(...iis.takeFaults()) > 0)
  t.regex(faults.join(), /Content-Length 4294967299 is beyond 32 bits/)
  await until(() => answer.endsWith('abc'))
  t.is((await iis.ask('/')).status, 200, 'others are served')
  t.true(answer.endsWith('\r\n\r\nabc') && !ended)
  socket.destroy()
})

test('a failure of iisnode is a page of status 200 with devErrorsEnabled', async t => {
  const iis = await startNaive(t, { kind: 'raw', edit: withAttribute('devErrorsEnabled', 'true') })
  const { status, headers } = await iis.ask('/nothing')
  t.deepEqual([status, headers['content-type'], headers['x-emul-substatus']], [200, 'text/html', '1011'])
  t.is((await iis.ask('/sub-status')).status, 500)
})

test('IIS replaces the page of an error, unless httpErrors lets it pass', async t => {
  const shipped = await startNaive(t)
  const own = await shipped.ask('/forbidden')
  t.deepEqual([own.status, own.text, own.headers['x-kept']], [401, 'our own page', 'yes'])
  const iis = await startNaive(t, { edit: replacing })
  const replaced = await iis.ask('/forbidden')
  t.deepEqual([replaced.status, replaced.headers['x-kept']], [401, 'yes'])
  t.notRegex(replaced.text, /our own page/)
  t.is(seenIn(await iis.ask('/')).pipe, 1, 'the page was read to its end')
})

/** How much had come of an answer after the program wrote a megabyte and waited; at least so much is waited for. */
async function comesBefore(iis: StandIn, atLeast: number): Promise<number> {
  const { port, hostname } = new URL(iis.origin)
  const socket = connect(Number(port), hostname)
  let length = 0
  const closed = new Promise(resolve => socket.on('close', resolve))
  socket.on('data', piece => (length += piece.length))
  socket.write('GET /slowly HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await until(async () => (await iis.logs()).includes('a megabyte was taken'))
  await iis.ask('/')
  await until(() => length >= atLeast)
  const early = length
  await iis.change('go.txt', () => '')
  await closed
  if (length < 1 << 20) throw new Error('the answer was cut off')
  return early
}

test('nothing of an answer is held back by the shipped web.config', async t => {
  await comesBefore(await startNaive(t), 1 << 20)
  t.pass()
})

test('IIS holds 4 MB of an answer back, unless the handler says responseBufferLimit="0"', async t => {
  const edit = (text: string) => withAttribute('flushResponse', 'false')(buffering(text))
  t.is(await comesBefore(await startNaive(t, { edit }), 0), 0)
})

test('flushResponse lets every chunk go when it is whole', async t => {
  await comesBefore(await startNaive(t, { edit: buffering }), 1 << 20)
  t.pass()
})

test('what is more than the buffer goes before the end', async t => {
  const edit = (text: string) =>
    withAttribute('flushResponse', 'false')(text.replace('responseBufferLimit="0"', 'responseBufferLimit="262144"'))
  await comesBefore(await startNaive(t, { edit }), 262_145)
  t.pass()
})
