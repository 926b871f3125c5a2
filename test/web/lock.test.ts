import test from 'ava'
import { pathOf } from '#web/route.ts'
import { listPages } from '#web/router.ts'
import { routes } from '#web/routes.ts'
import { makeSite } from '../helpers/site.ts'
import { serve } from '../helpers/web.ts'

test('administration is for administrators: others are refused, strangers are asked to sign in', async t => {
  const { site } = await makeSite(t, { users: { ann: {} } })
  const server = await serve(t, site)
  const expected = { admin: 200, ann: 403, '': 302 }
  for (const [name, status] of Object.entries(expected)) {
    const client = server.client()
    if (name) await client.signIn(name, `${name}-secret`)
    t.is((await client.ask('/_admin/auth')).status, status, name)
  }
})

test('no form changes anything without its token, whoever sends it', async t => {
  const { site } = await makeSite(t, { users: { ann: {} } })
  const server = await serve(t, site)
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  const needs = { repository: 'x', group: 'x', revision: 'x', path: 'x' }
  for (const { route } of listPages().filter(({ method }) => method === 'POST')) {
    const answer = await admin.ask(pathOf(route, needs as never), { method: 'POST', body: new URLSearchParams() })
    t.is(answer.status, 403, route.pattern)
  }
})

test('no page but that of Windows sign-on ever answers 401', async t => {
  const { site } = await makeSite(t, { users: { ann: {} }, container: true })
  const client = (await serve(t, site)).client()
  const needs = { repository: 'x', group: 'x', revision: 'x', path: 'x' }
  for (const { route, method } of listPages()) {
    const path = pathOf(route, needs as never)
    const { status } = await client.ask(path, method === 'POST' ? { method, body: '' } : {})
    t.is(status === 401, path === pathOf(routes.windows, {}), path)
  }
})
