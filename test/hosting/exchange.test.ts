import { Readable } from 'node:stream'
import test from 'ava'
import { seenIn, startEcho } from '../helpers/iisnode/echo.ts'

const upload = Buffer.alloc(20 << 20, 'u')
const chunked = () => Readable.from(Array.from({ length: 20 }, () => upload.subarray(0, 1 << 20)))

for (const [how, body] of [
  ['with a length', () => upload],
  ['in chunks', chunked],
] as const) {
  test(`an upload ${how} arrives whole`, async t => {
    t.timeout(240_000)
    const iis = await startEcho(t)
    t.is(seenIn(await iis.ask('/', { as: 'CORP\\alice', method: 'POST', body: body() })).body, upload.length)
  })

  test(`a refusal before an upload ${how} reaches the client, and the next request too`, async t => {
    t.timeout(240_000)
    const iis = await startEcho(t, { authentication: 'anonymous' })
    const refused = await iis.ask('/refuse-at-once', { method: 'POST', body: body() })
    t.deepEqual([refused.status, refused.text], [401, 'who?'])
    t.is(seenIn(await iis.ask('/next')).url, '/next')
  })

  test(`a refusal after the first piece of an upload ${how} reaches the client, though it asked to close`, async t => {
    t.timeout(240_000)
    const iis = await startEcho(t, { authentication: 'anonymous' })
    const refused = await iis.ask('/refuse-after-first-piece', { method: 'POST', body: body() })
    t.deepEqual([refused.status, refused.text], [413, 'big'])
  })

  test(`an answer from inside an upload ${how} that is no longer read reaches the client`, async t => {
    t.timeout(240_000)
    const iis = await startEcho(t, { authentication: 'anonymous' })
    t.is((await iis.ask('/leave-the-loop', { method: 'POST', body: body() })).text, 'enough')
  })

  test(`an upload ${how} piped into its own answer comes back whole`, async t => {
    t.timeout(240_000)
    const iis = await startEcho(t, { authentication: 'anonymous' })
    t.is((await iis.ask('/pipe-back', { method: 'POST', body: body() })).text.length, upload.length)
  })
}

test('a long answer to an upload that nobody reads reaches the client', async t => {
  t.timeout(240_000)
  const iis = await startEcho(t, { authentication: 'anonymous' })
  const answer = await iis.ask('/answer-much-unread', { method: 'POST', body: upload })
  t.is(answer.text.length, 8 << 20)
})

for (const version of ['1.0', '2.0']) {
  test(`a client whose request IIS calls HTTP/${version} gets its refusal after the upload`, async t => {
    t.timeout(240_000)
    const iis = await startEcho(t, { authentication: 'anonymous', version })
    const refused = await iis.ask('/refuse-without-length', { method: 'POST', body: upload })
    t.deepEqual([refused.status, refused.text], [401, 'who?'])
  })
}

test('a body sent with a GET does not stop the next request', async t => {
  t.timeout(240_000)
  const iis = await startEcho(t, { authentication: 'anonymous' })
  t.is(
    (await iis.ask('/answer-much-unread', { headers: { 'Content-Length': upload.length }, body: upload })).status,
    200,
  )
  t.is(seenIn(await iis.ask('/next')).url, '/next')
})

test('no interim answer is sent, which the next visitor would pay for', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous' })
  for (const path of ['/hints', '/processing']) {
    const answer = await iis.ask(path)
    t.is(answer.status, 500)
    t.regex(answer.text, /1xx answers/)
  }
  // iisnode takes `Expect` away where it is written exactly so
  for (const expect of ['100-continue', '100-continue; really', 'nothing']) {
    t.is((await iis.ask('/', { method: 'POST', headers: { Expect: expect }, body: 'x' })).status, 200)
  }
  t.is(seenIn(await iis.ask('/next')).url, '/next')
})

test('an answer longer than it said costs its own connection only', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous' })
  const first = seenIn(await iis.ask('/')).pid
  const broken = await iis.ask('/too-short').then(
    ({ status }) => status,
    () => 0,
  )
  t.not(broken, 200)
  const next = seenIn(await iis.ask('/next'))
  t.deepEqual([next.url, next.pid], ['/next', first])
})

test('a length that iisnode cannot count is sent in chunks instead', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous' })
  const answer = await iis.ask('/five-gigabytes')
  t.is(answer.headers['content-length'], undefined)
  t.is(answer.text, 'not so much')
})

test('a pipe stays open for longer than Node usually keeps it', async t => {
  const iis = await startEcho(t, { authentication: 'anonymous' })
  const answer = await iis.ask('/')
  t.is(answer.headers['keep-alive'], undefined)
})
