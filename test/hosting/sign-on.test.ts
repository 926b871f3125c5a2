import test from 'ava'
import { readSignOn } from '#hosting/sign-on.ts'
import {
  bareKerberosToken,
  kerberosToken,
  ntlmToken,
  offeredNtlmToken,
  wrappedNtlmToken,
} from '../helpers/sign-on-tokens.ts'

test('a ticket of Kerberos is told from NTLM, and says for which service it is', t => {
  t.true(kerberosToken().startsWith('Negotiate YI'))
  t.like(readSignOn(kerberosToken()), { proof: 'Kerberos', service: 'HTTP/code.corp.example@CORP.EXAMPLE' })
  const bare = readSignOn(bareKerberosToken('HTTP/pc-1', 'EAST.EXAMPLE'))
  t.like(bare, { proof: 'Kerberos', service: 'HTTP/pc-1@EAST.EXAMPLE', computer: null })
})

test('NTLM is seen bare and in the envelope of Negotiate, and names the computer', t => {
  t.true(ntlmToken().startsWith('NTLM TlRMTVNTUA'))
  t.like(readSignOn(ntlmToken('PC-7')), { scheme: 'NTLM', proof: 'NTLM', isWrapped: false, computer: 'PC-7' })
  t.like(readSignOn(ntlmToken().replace('NTLM', 'Negotiate')), { scheme: 'Negotiate', proof: 'NTLM', isWrapped: false })
  t.like(readSignOn(wrappedNtlmToken('PC-Ü')), { proof: 'NTLM', isWrapped: true, computer: 'PC-Ü' })
  t.like(readSignOn(offeredNtlmToken()), { proof: 'NTLM', isWrapped: true, computer: null, service: null })
})

test('what is neither is not guessed at, and nothing a client sends breaks the reading', t => {
  t.like(readSignOn(null), { scheme: null, proof: null })
  t.like(readSignOn('Basic QWxhZGRpbjpvcGVu'), { scheme: 'Basic', proof: null })
  t.like(readSignOn('Negotiate'), { scheme: 'Negotiate', proof: null })
  t.like(readSignOn('Negotiate oRQwEqADCgEBoQsGCSqGSIL3EgECAg=='), { proof: null, service: null })
  for (const whole of [kerberosToken(), wrappedNtlmToken(), ntlmToken()]) {
    const [scheme = '', text = ''] = whole.split(' ')
    const bytes = Buffer.from(text, 'base64')
    for (let length = 0; length < bytes.length; length += 7) {
      const cut = readSignOn(`${scheme} ${bytes.subarray(0, length).toString('base64')}`)
      t.true(cut.service === null || cut.service === 'HTTP/code.corp.example@CORP.EXAMPLE')
    }
    for (let at = 0; at < bytes.length; at += 5) {
      const bent = Buffer.from(bytes)
      bent[at] = 0xff
      t.notThrows(() => readSignOn(`${scheme} ${bent.toString('base64')}`))
    }
  }
  t.is(readSignOn(ntlmToken('a\nb')).computer, null)
})
