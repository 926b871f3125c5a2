import test from 'ava'
import { pathOf } from '#web/route.ts'
import { listPages } from '#web/router.ts'
import { routes } from '#web/routes.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

test('no page but those that make a browser show who it is ever answers 401', async t => {
  const { site } = await makeSite(t, { users: { ann: {} }, container: true })
  const client = (await serve(t, site)).client()
  const needs = { repository: 'x', group: 'x', revision: 'x', path: 'x' }
  for (const { route, method } of listPages()) {
    const path = pathOf(route, needs as never)
    const { status } = await client.ask(path, method === 'POST' ? { method, body: '' } : {})
    t.is(status === 401, path === pathOf(routes.windows, {}), path)
    if (method === 'POST') continue
    const isAsked = path === pathOf(routes.windows, {}) || path === pathOf(routes.sso, {})
    t.is((await client.ask(`${path}?fresh=1`)).status === 401, isAsked, path)
  }
})
