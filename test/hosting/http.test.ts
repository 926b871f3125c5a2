import { connect } from 'node:net'
import test, { type ExecutionContext } from 'ava'
import { type Caller, detectHost, type HostSettings } from '#hosting/hosting.ts'
import { isProblem } from '#std/problem.ts'
import { ask, speakHeaders } from '../helpers/iisnode/client.ts'
import { plainSettings } from '../helpers/iisnode/plain-settings.ts'

interface Seen extends Caller {
  readonly rest: string
  readonly headers: string
}

/** Serves on a free port of loopback and shows what the application is handed for these header lines. */
async function serve(t: ExecutionContext, settings: Partial<HostSettings> = {}) {
  let seen: Seen | null = null
  const host = detectHost({}, { ...plainSettings, ...settings })
  const listening = await host.listen((request, response, caller) => {
    const headers = JSON.stringify([request.headers, request.rawHeaders, request.headersDistinct])
    seen = { ...caller, rest: request.url ?? '', headers }
    response.end('ok')
  })
  t.teardown(() => listening.close())
  const { origin } = new URL(listening.address)
  return {
    origin,
    address: listening.address,
    async seen(lines: readonly string[] = [], path = '/'): Promise<Seen> {
      seen = null
      const answer = await speakHeaders(origin, path, lines)
      if (seen === null) throw new Error(answer)
      return seen
    },
    status: async (lines: readonly string[]) => Number((await speakHeaders(origin, '/', lines)).slice(9, 12)),
  }
}

const pretended = [
  'X-Forwarded-User: CORP\\admin',
  'X-Forwarded-For: 10.0.0.9, 10.0.0.7',
  'X-Forwarded-Proto: https',
  'X-Remote-Email: alice@example.org',
]

test('without a trusted proxy nobody is believed', async t => {
  const server = await serve(t)
  const { user, address, https, environment, trusted } = await server.seen(pretended)
  t.deepEqual([user, address, https, trusted], [null, '127.0.0.1', false, true])
  t.deepEqual(
    [...environment.keys()].filter(name => name.startsWith('HTTP_')),
    [],
  )
  t.false(environment.has('REMOTE_USER'))
})

test('a proxy at another address than the trusted one is not believed', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.2' })
  const { user, address, https, environment } = await server.seen(pretended)
  t.deepEqual([user, address, https], [null, '127.0.0.1', false])
  t.false(environment.has('HTTP_X_FORWARDED_USER'))
})

test('the trusted proxy names user, address and scheme', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.1' })
  const { user, address, https, environment } = await server.seen(pretended)
  t.deepEqual([user, address, https], ['CORP\\admin', '10.0.0.7', true])
  t.is(environment.get('HTTP_X_FORWARDED_USER'), 'CORP\\admin')
  t.is(environment.get('HTTP_X_REMOTE_EMAIL'), 'alice@example.org')
  t.is(environment.get('REMOTE_ADDR'), '10.0.0.7')
  t.is(environment.get('wsgi.url_scheme'), 'https')
})

test('the trusted proxy may say nothing', async t => {
  const server = await serve(t, { trustedProxy: '::ffff:127.0.0.1'.slice(7) })
  const { user, address, https } = await server.seen()
  t.deepEqual([user, address, https], [null, '127.0.0.1', false])
})

test('a user named twice is refused, another header that comes twice does not enter', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.1' })
  for (const second of ['CORP\\alice', '']) {
    t.is(await server.status(['X-Forwarded-User: CORP\\admin', `X-Forwarded-User: ${second}`]), 400)
  }
  const { environment } = await server.seen(['X-Remote-User: admin', 'x-remote-user: alice'])
  t.false(environment.has('HTTP_X_REMOTE_USER'))
})

test('a header written with underscores is not the one with dashes', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.1' })
  const { user, environment } = await server.seen(['X_Forwarded_User: CORP\\admin'])
  t.is(user, null)
  t.false(environment.has('HTTP_X_FORWARDED_USER'))
})

test('cookies and passwords are no part of the environment', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.1' })
  const { environment } = await server.seen(['Cookie: a=secret', 'Authorization: Basic secret'])
  t.notRegex(JSON.stringify([...environment]), /secret/)
})

test('a machine that the proxy names is nobody', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.1' })
  const { user, environment } = await server.seen(['X-Forwarded-User: CORP\\HOST$'])
  t.is(user, null)
  t.false(environment.has('HTTP_X_FORWARDED_USER'))
})

for (const trustedProxy of [null, '127.0.0.1']) {
  test(`what iisnode would say is never read, ${trustedProxy === null ? 'without' : 'behind'} a proxy`, async t => {
    const server = await serve(t, { trustedProxy })
    const block = [
      'UNENCODED_URL: /evil',
      'APPL_MD_PATH: /LM/W3SVC/1/ROOT/evil',
      'REMOTE-USER: evil',
      'REMOTE_USER: evil',
      'INSTANCE_ID: 1',
    ]
    const seen = await server.seen(block.map(line => `X-iisnode-${line}`))
    t.notRegex(JSON.stringify([{ ...seen, environment: [...seen.environment] }]), /evil/)
    t.is(seen.user, null)
    t.is(seen.rest, '/')
  })

  const before = trustedProxy === null ? 'believed' : 'not believed'
  test(`headers of a proxy are gone behind the host, ${before} before`, async t => {
    const server = await serve(t, { trustedProxy })
    const { headers } = await server.seen([...pretended.slice(0, 3), 'Authorization: NTLM TlRMTVNTUAAB'])
    t.notRegex(headers, /forwarded|ntlm/i)
  })
}

test('the address comes from the variable that the ini names', async t => {
  const settings = { remoteAddrVariable: 'HTTP_X_REAL_IP', urlSchemeVariable: 'HTTP_X_URL_SCHEME' }
  const trusted = await serve(t, { ...settings, trustedProxy: '127.0.0.1' })
  const told = await trusted.seen(['X-Real-IP: 10.0.0.1, 10.0.0.2', 'X-Url-Scheme: https'])
  t.deepEqual([told.address, told.https], ['10.0.0.2', true])
  const untrusted = await serve(t, settings)
  const not = await untrusted.seen(['X-Real-IP: 10.0.0.2', 'X-Url-Scheme: https'])
  t.deepEqual([not.address, not.https], ['0.0.0.0', false])
})

test('https may be a matter of the ini', async t => {
  const server = await serve(t, { forceHttps: true })
  const { https, environment } = await server.seen()
  t.true(https)
  t.is(environment.get('wsgi.url_scheme'), 'https')
})

test('the prefix of the ini is the base, whether the proxy takes it away or not', async t => {
  const server = await serve(t, { prefix: '/scm' })
  t.regex(server.address, /^http:\/\/127\.0\.0\.1:\d+\/scm\/$/)
  for (const [sent, rest, url] of [
    ['/scm/project?x', '/project?x', '/scm/project?x'],
    ['/project?x', '/project?x', '/scm/project?x'],
    ['/scm', '/', '/scm/'],
    ['/scmaster', '/scmaster', '/scm/scmaster'],
  ] as const) {
    const seen = await server.seen([], sent)
    t.deepEqual([seen.rest, seen.url, seen.base], [rest, url, '/scm'], sent)
  }
})

test('a thousand headers do not push away what the proxy says last', async t => {
  const server = await serve(t, { trustedProxy: '127.0.0.1' })
  const many = Array.from({ length: 1100 }, (_, index) => `a${index}: 1`)
  const { user } = await server.seen([...many, 'X-Forwarded-User: CORP\\alice'])
  t.is(user, 'CORP\\alice')
})

test('a header of 17 KB arrives', async t => {
  const server = await serve(t)
  t.true((await server.seen([`Authorization: Basic ${'a'.repeat(17 * 1024)}`])).headers.length > 3 * 17 * 1024)
})

test('only loopback is listened on unless the ini says otherwise', async t => {
  const server = await serve(t)
  t.is(new URL(server.origin).hostname, '127.0.0.1')
})

test('a port in use is told as a conflict with what to do', async t => {
  const server = await serve(t)
  const port = Number(new URL(server.origin).port)
  const error = await t.throwsAsync(serve(t, { port }))
  t.true(isProblem(error, 'conflict'))
  t.like(error, { message: 'another program listens there already: stop it or choose another port', facts: { port } })
})

test('an address that this machine does not have is told as such', async t => {
  const error = await t.throwsAsync(serve(t, { host: '192.0.2.1' }))
  t.true(isProblem(error, 'unavailable'))
})

test('closing lets a running request end', async t => {
  const host = detectHost({}, plainSettings)
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const { promise: go, resolve: goOn } = Promise.withResolvers<void>()
  const listening = await host.listen((_, response) => {
    arrive()
    void go.then(() => response.end('whole'))
  })
  const { origin } = new URL(listening.address)
  const answer = ask(origin, '/')
  await arrived
  const closed = listening.close()
  goOn()
  t.is((await answer).text, 'whole')
  await closed
  await t.throwsAsync(
    new Promise((resolve, reject) => {
      connect(Number(new URL(origin).port), '127.0.0.1')
        .once('connect', resolve)
        .once('error', reject)
    }),
    { code: 'ECONNREFUSED' },
  )
})

test('settings that cannot be followed are told when the host starts', t => {
  t.regex(notes({ trustedProxy: '*' }), /trusted_proxy is "\*"/)
  t.regex(notes({ remoteAddrVariable: 'HTTP_X_FORWARDED_FOR' }), /HTTP_X_FORWARDED_FOR would come from a proxy/)
  t.is(notes({ remoteAddrVariable: 'HTTP_X_FORWARDED_FOR', trustedProxy: '10.0.0.1' }), '')
})

function notes(settings: Partial<HostSettings>): string {
  return detectHost({}, { ...plainSettings, ...settings }).notes.join('\n')
}
