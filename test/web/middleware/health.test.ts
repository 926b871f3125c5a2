import test from 'ava'
import { closeDatabase } from '#db/database.ts'
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
