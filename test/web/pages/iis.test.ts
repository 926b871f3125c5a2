import test from 'ava'
import { startStandIn } from '../../helpers/iisnode/stand-in.ts'
import { makeSite } from '../../helpers/site.ts'
import { kerberosToken } from '../../helpers/sign-on-tokens.ts'
import { serve } from '../../helpers/web.ts'

test('the page of IIS is for administrators, and for whoever sits at the machine when sign-on fails', async t => {
  const { site } = await makeSite(t, { container: true, globals: ['hg.extern_activate.manual'], users: { ann: {} } })
  const server = await serve(t, site)
  const far = server.client({ user: 'CORP\\waiting', address: '10.1.2.3' })
  t.is((await far.ask('/-/iis')).status, 403)
  const near = await server.client({ user: 'CORP\\waiting', isLocal: true }).ask('/-/iis')
  t.is(near.status, 200)
  t.regex(near.text, /IIS names CORP\\waiting, signed on by Negotiate/)
  t.regex(near.text, /The account waiting is not active/)
  t.notRegex(near.text, /aria-label="Administration"/)
  t.is((await server.client({ isLocal: true }).ask('/_admin/users')).status, 302, 'no other page')
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  t.is((await ann.ask('/-/iis')).status, 403)
  const admin = server.client({ user: 'CORP\\waiting' })
  await admin.signIn('admin', 'admin-secret')
  t.regex((await admin.ask('/-/iis')).text, /aria-label="Administration"/)
})

test('what IIS handed over is shown in its order, with what becomes of it, and no secret', async t => {
  const { ini } = await makeSite(t, {
    container: true,
    globals: ['hg.extern_activate.manual'],
    ini: { 'session.secret': 'ini-session-secret', app_instance_uuid: 'ini-uuid', smtp_password: 'ini-smtp-password' },
  })
  const who = { REMOTE_USER: 'CORP\\alice', LOGON_USER: 'CORP\\alice', AUTH_TYPE: 'Negotiate' }
  const iis = await startStandIn(t, {
    ini,
    authentication: 'anonymous',
    variables: who,
    environment: { IISNODE_flushResponse: 'false' },
  })
  const ticket = kerberosToken()
  const unfiltered = await iis.addSite({ authentication: 'anonymous', filtering: false, variables: who })
  t.is((await unfiltered.ask('/', { headers: { 'X-iisnode-HTTPS': 'on' } })).status, 400)
  const { status, text } = await iis.ask('/-/iis?token=token-in-query', {
    headers: {
      'X-Original-URL': '/evil',
      'X-Custom': ['one', 'two'],
      Cookie: 'kallithea=cookie-secret; theme=dark',
      Authorization: ticket,
    },
  })
  t.is(status, 200)
  const main = text.slice(text.indexOf('<main'))
  const shown = main.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  t.regex(shown, /REMOTE_USER CORP\\alice LOGON_USER CORP\\alice AUTH_TYPE Negotiate REMOTE_ADDR 127\.0\.0\.1/)
  t.regex(shown, /X-Original-URL not believed, taken away \/-\/iis/)
  t.regex(shown, /X-Custom the browser said it more than once one/)
  t.regex(shown, /X-iisnode-INSTANCE_ID IIS said it: believed 1/)
  t.true(shown.indexOf('X-iisnode-UNENCODED_URL') > shown.indexOf('X-Custom'))
  t.regex(shown, /IISNODE_flushResponse false wins over web\.config/)
  t.regex(shown, /PORT a pipe/)
  t.regex(shown, /git \d+\.\d+/)
  t.regex(shown, /maxUrl 16384/)
  t.regex(shown, /refused: a client sent or displaced the header &#39;X-iisnode-HTTPS&#39;/)
  for (const secret of ['cookie-secret', 'token-in-query', ticket.slice(12, 60), 'ini-session', 'ini-uuid', 'ini-smtp'])
    t.false(main.includes(secret), secret)
})

test('no header makes a request local, and one that a proxy passed on is not', async t => {
  const { ini } = await makeSite(t, { anonymous: false })
  const iis = await startStandIn(t, { ini, authentication: 'anonymous', variables: { REMOTE_ADDR: '10.1.2.3' } })
  const pretended = { Host: 'localhost', 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1' }
  t.is((await iis.ask('/-/iis', { headers: pretended })).status, 302)
  t.is((await iis.ask('/-/iis', { headers: { 'X-iisnode-REMOTE_ADDR': '127.0.0.1' } })).status, 431)
  const here = await iis.addSite({ authentication: 'anonymous' })
  t.is((await here.ask('/-/iis')).status, 200)
  t.is((await here.ask('/-/iis', { headers: { 'X-Forwarded-For': '10.1.2.3' } })).status, 302)
  t.is((await here.ask('/-/iis', { headers: { Host: 'evil.example' } })).status, 302)
})
