import test from 'ava'
import { closeDatabase } from '#db/database.ts'
import { promotedVariables } from '#hosting/promoted.ts'
import { startStandIn } from '../../helpers/iisnode/stand-in.ts'
import { makeSite } from '../../helpers/site.ts'
import { serve } from '../../helpers/web.ts'

test('health is answered although the host said nothing, the database is gone and the session is nonsense', async t => {
  const { site } = await makeSite(t)
  const server = await serve(t, site)
  await closeDatabase(site.db)
  const answer = await server.client({ trusted: false }).ask('/-/health', { headers: { cookie: 'kallithea=nonsense' } })
  t.is(answer.status, 200)
  t.deepEqual(JSON.parse(answer.text), { status: 'ok' })
  t.deepEqual(answer.headers.getSetCookie(), [])
})

test('nothing else is answered without the word of the host', async t => {
  const { site } = await makeSite(t)
  const client = (await serve(t, site)).client({ trusted: false })
  for (const path of ['/', '/_admin/login', '/-/windows']) t.is((await client.ask(path)).status, 503, path)
})

test('what IIS sends to itself to start the application is answered, though no variable has a value', async t => {
  const { ini } = await makeSite(t, { anonymous: false })
  const preload = { 'User-Agent': 'IIS Application Initialization Preload', Cookie: 'kallithea=nonsense' }
  const unset = Object.fromEntries(promotedVariables.map(name => [name, undefined]))
  const iis = await startStandIn(t, { ini, authentication: 'anonymous', variables: unset })
  const folder = await startStandIn(t, { ini, site: '/kallithea', authentication: 'anonymous', variables: unset })
  for (const [site, base] of [
    [iis, ''],
    [folder, '/kallithea'],
  ] as const) {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await site.ask(`${base}/-/health`, { method, headers: preload })
      t.is(status, 200)
      t.is(headers['set-cookie'], undefined)
      t.is(headers['cache-control'], 'no-store')
    }
    t.is((await site.ask(`${base}/`, { headers: preload })).status, 400)
  }
})
