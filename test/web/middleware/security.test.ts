import test from 'ava'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

const policy =
  "default-src 'self';object-src 'none';frame-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'"

test('every kind of answer has the headers', async t => {
  const { site } = await makeSite(t, { repositories: { open: { commits: [] } } })
  const client = (await serve(t, site)).client()
  const { text } = await client.ask('/')
  const style = /href="([^"]*style\.css)"/.exec(text)?.[1] ?? ''
  const paths = [
    '/',
    style,
    '/-/health',
    '/-/windows',
    '/no-such',
    '/_admin/no-such',
    '/%ff',
    '/_admin/session_csrf_secret_token',
  ]
  for (const path of paths) {
    const { headers } = await client.ask(path)
    t.is(headers.get('content-security-policy'), policy, path)
    t.is(headers.get('x-content-type-options'), 'nosniff')
    t.is(headers.get('referrer-policy'), 'same-origin')
    t.is(headers.get('cross-origin-opener-policy'), 'same-origin')
    t.is(headers.get('cross-origin-resource-policy'), 'same-origin')
    t.is(headers.get('x-frame-options'), 'DENY')
    for (const name of ['x-powered-by', 'server', 'strict-transport-security', 'access-control-allow-origin']) {
      t.is(headers.get(name), null, `${name} of ${path}`)
    }
  }
})

test('what asks for https is said under https alone, and the strict part where the ini wants it', async t => {
  for (const [wanted, expected] of [
    ['false', null],
    ['true', 'max-age=31536000'],
  ] as const) {
    const { site } = await makeSite(t, { ini: { use_htsts: wanted } })
    const server = await serve(t, site)
    const { headers } = await server.client({ https: true }).ask('/')
    t.is(headers.get('content-security-policy'), `${policy};upgrade-insecure-requests`)
    t.is(headers.get('strict-transport-security'), expected)
    t.is((await server.client().ask('/')).headers.get('strict-transport-security'), null)
  }
})
