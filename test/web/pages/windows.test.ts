import test from 'ava'
import { makeSite } from '../../helpers/site.ts'
import { accountIn, serve } from '../../helpers/web.ts'

test('where strangers come in too, the browser is made to say who it is, and comes back', async t => {
  const { site } = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  const server = await serve(t, site)
  const stranger = await server.client().ask('/-/windows?came_from=%2F')
  t.is(stranger.status, 401)
  t.deepEqual(stranger.headers.getSetCookie(), [])
  const alice = server.client({ user: 'CORP\\alice' })
  const answer = await alice.ask('/-/windows?came_from=%2F_admin%2Fno-such')
  t.is(answer.status, 302)
  t.is(answer.location, '/_admin/no-such')
  const withoutName = await server.client().ask('/', { headers: { cookie: alice.cookie } })
  t.is(accountIn(withoutName), 'alice')
})

test('whom Windows knows and nobody let in is told so', async t => {
  const { site } = await makeSite(t, { container: true, globals: ['hg.extern_activate.manual'] })
  const alice = (await serve(t, site)).client({ user: 'CORP\\alice' })
  const answer = await alice.ask('/-/windows')
  t.is(answer.status, 302)
  t.regex((await alice.ask(answer.location ?? '')).text, /Windows knows you as CORP\\alice/)
})

test('with the plugin off nobody is signed on by it', async t => {
  const { site } = await makeSite(t)
  const alice = (await serve(t, site)).client({ user: 'CORP\\alice' })
  t.regex((await alice.ask('/-/windows')).location ?? '', /^\/_admin\/login/)
  t.not(accountIn(await alice.ask('/')), 'CORP\\alice')
})
