import test, { type ExecutionContext } from 'ava'
import { startStandIn } from '../../helpers/iisnode/stand-in.ts'
import { makeSite } from '../../helpers/site.ts'
import { kerberosToken, ntlmToken, offeredNtlmToken, wrappedNtlmToken } from '../../helpers/sign-on-tokens.ts'
import { type Said, serve } from '../../helpers/web.ts'

const alice = { user: 'CORP\\alice', authType: 'Negotiate' }

async function doctor(t: ExecutionContext) {
  const { site } = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  const server = await serve(t, site)
  return async (said: Said, host = 'code.corp.example') => {
    const { text } = await server.client(said).ask('/-/sso', { headers: { 'x-test-host': host } })
    return text
      .slice(text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
  }
}

test('everybody is told how he signed on, and what mends it', async t => {
  const ask = await doctor(t)
  const ticket = await ask({ ...alice, authorization: kerberosToken('HTTP/code.corp.example', 'CORP.EXAMPLE') })
  t.regex(ticket, /signed you on by Kerberos/)
  t.regex(ticket, /for the service HTTP\/code\.corp\.example@CORP\.EXAMPLE/)
  t.regex(ticket, /You are CORP\\alice\. .* Your account here is alice, by the word of Windows/)
  t.notRegex(ticket, /setspn/)
  t.regex(ticket, /git config --global http\.http:\/\/code\.corp\.example\/\.emptyAuth true/)
  const wrapped = await ask({ ...alice, authorization: wrappedNtlmToken('PC-7') })
  t.regex(wrapped, /but by NTLM.* In the envelope of Negotiate .* The computer calls itself PC-7/)
  t.regex(wrapped, /setspn -S HTTP\/code\.corp\.example \S+\$ /)
  t.regex(wrapped, /useAppPoolCredentials:true/)
  t.regex(wrapped, /klist get HTTP\/code\.corp\.example/)
  t.regex(await ask({ ...alice, authType: 'NTLM', authorization: ntlmToken() }), /NTLM as it is \(TlRMTVNTUA\)/)
  t.regex(await ask({ ...alice, authorization: offeredNtlmToken() }), /but by NTLM/)
  t.regex(await ask(alice), /how, this request does not show/)
  t.regex(
    await ask({ ...alice, authType: 'Basic', authorization: 'Basic eDp5' }),
    /basicAuthentication \/enabled:false/,
  )
  t.regex(await ask({}), /signed nobody on.*ZoneMap\\Domains\\corp\.example\\code/)
})

test('by a number nobody gets a ticket, and a name that is none stands in no command', async t => {
  const ask = await doctor(t)
  const ntlm = { ...alice, authorization: wrappedNtlmToken() }
  t.regex(await ask(ntlm, '10.0.0.7'), /You came by 10\.0\.0\.7, and a ticket is for a name/)
  t.notRegex(await ask(ntlm, '10.0.0.7'), /setspn/)
  for (const host of ['a&calc.exe', 'a"b', '$(x)', '%PATH%']) {
    const told = await ask(ntlm, host)
    t.regex(told, /but by NTLM/, host)
    t.notRegex(told, /setspn|klist|emptyAuth/, host)
  }
})

test('on a connection that is known the browser is made to show its ticket, through IIS', async t => {
  const { ini } = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  const variables = { REMOTE_USER: 'CORP\\alice', LOGON_USER: 'CORP\\alice', AUTH_TYPE: 'Negotiate' }
  const iis = await startStandIn(t, { ini, authentication: 'anonymous', variables })
  t.regex((await iis.ask('/-/sso')).text, /name="fresh" value="1".*how, this request does not show/s)
  t.is((await iis.ask('/-/sso?fresh=1')).status, 401)
  const shown = await iis.ask('/-/sso?fresh=1', { headers: { Authorization: kerberosToken() } })
  t.is(shown.status, 200)
  t.regex(shown.text, /signed you on by Kerberos/)
  t.notRegex(shown.text, /YII/)
})
