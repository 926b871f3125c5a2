import test from 'ava'
import { listSignOns } from '#db/sign-ons.ts'
import { recognizeFromHost } from '#domain/sign-in.ts'
import { listNtlmWeeks, signOnKind, weekOf } from '#domain/sign-on-kinds.ts'
import type { Caller } from '#hosting/hosting.ts'
import { madeHandover } from '../helpers/handover.ts'
import { iisCaller, makeSite } from '../helpers/site.ts'
import { kerberosToken, ntlmToken, wrappedNtlmToken } from '../helpers/sign-on-tokens.ts'

interface Shown {
  readonly authType?: string | null
  readonly authorization?: string
  readonly address?: string
}

function caller(user: string | null, { authType, authorization, address = '10.1.2.3' }: Shown): Caller {
  const headers = { 'User-Agent': 'git/2.49', ...(authorization !== undefined && { Authorization: authorization }) }
  const made = { ...iisCaller(user), address, handover: madeHandover(user, headers) }
  return { ...made, authType: authType === undefined ? made.authType : authType }
}

test('each kind of sign-on is named rightly', t => {
  const kind = (shown: Shown, user: string | null = 'CORP\\alice') => signOnKind(caller(user, shown))
  t.is(kind({ authorization: kerberosToken() }), 'kerberos')
  t.is(kind({ authorization: wrappedNtlmToken() }), 'ntlm')
  t.is(kind({ authorization: ntlmToken(), authType: 'NTLM' }), 'ntlm')
  t.is(kind({}), 'negotiate')
  t.is(kind({ authType: 'NTLM' }), 'ntlm')
  t.is(kind({ authType: 'Kerberos' }), 'kerberos')
  t.is(kind({ authType: 'Basic', authorization: 'Basic YWxpY2U6c2VjcmV0' }), 'basic')
  t.is(kind({ authType: null }), null)
  t.is(kind({ authorization: kerberosToken() }, null), null, 'a ticket that IIS did not look at is nobody’s')
})

test('a sign-on is noted once a week for each place and kind, and forgotten after a season', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.auto'] })
  let now = new Date('2026-11-25T10:00:00Z')
  const site = { ...made.site, now: () => now }
  const signOn = (shown: Shown, user = 'CORP\\alice') => recognizeFromHost(site, caller(user, shown))
  const notes = async () => (await listSignOns(site.db)).map(note => `${note.week} ${note.address} ${note.kind}`)
  for (let time = 0; time < 3; time++) await signOn({ authorization: wrappedNtlmToken('PC-7') })
  await signOn({ authorization: kerberosToken() })
  t.deepEqual(await notes(), ['2026-11-23 10.1.2.3 kerberos', '2026-11-23 10.1.2.3 ntlm'])
  await signOn({ authorization: kerberosToken() }, 'CORP\\bob')
  const [week] = await listNtlmWeeks(site)
  t.is(week?.everybody, 2)
  t.deepEqual(
    week?.people.map(({ user, places }) => [user.username, places]),
    [['alice', [{ address: '10.1.2.3', computer: 'PC-7', agent: 'git/2.49' }]]],
  )
  for (let place = 0; place < 30; place++) await signOn({ authorization: ntlmToken(), address: `10.9.9.${place}` })
  t.is((await notes()).length, 20 + 1)
  now = new Date('2027-03-01T10:00:00Z')
  await signOn({ authorization: kerberosToken() })
  t.deepEqual(await notes(), ['2027-03-01 10.1.2.3 kerberos'])
})

test('whom the host names and nobody lets in leaves no note', async t => {
  const { site } = await makeSite(t, { container: true, globals: ['hg.extern_activate.manual'] })
  await recognizeFromHost(site, caller('CORP\\alice', { authorization: ntlmToken() }))
  t.deepEqual(await listSignOns(site.db), [])
})

test('a week begins on Monday', t => {
  t.is(weekOf(new Date('2026-11-29T23:59:59Z')), '2026-11-23')
  t.is(weekOf(new Date('2026-11-30T00:00:00Z')), '2026-11-30')
})
