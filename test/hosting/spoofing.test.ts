import test from 'ava'
import { promotedVariables } from '#hosting/promoted.ts'
import { speakHeaders, ticket } from '../helpers/iisnode/client.ts'
import { seenIn, startEcho } from '../helpers/iisnode/echo.ts'
import type { StandIn, StandInOptions } from '../helpers/iisnode/stand-in.ts'

const bob = `Authorization: ${ticket('CORP\\bob')}`
const admin = 'X-iisnode-REMOTE_USER: CORP\\admin'
// more than the thousand that Node keeps by default, and less than the 16 KB that http.sys takes
const many = Array.from({ length: 1100 }, (_, index) => `a${index.toString(36)}: 1`)

const whole = 'INSTANCE_ID,REMOTE_USER,LOGON_USER'
const withList = (list: string) => (webConfig: string) => webConfig.replace(`"${whole}`, `"${list}`)

interface Attempt {
  readonly title: string
  readonly options: StandInOptions
  readonly lines: readonly string[]
  /** Whether request filtering, when it is on, refuses before the application is asked. */
  readonly isFiltered: boolean
}

const attempts: readonly Attempt[] = [
  ...[admin, admin.toLowerCase(), admin.toUpperCase(), 'X-IISNODE-Remote_User: CORP\\admin'].map(line => ({
    title: `bob is not believed to be another by ${line.split(':')[0]}`,
    options: {},
    lines: [bob, line],
    isFiltered: true,
  })),
  ...(['empty', 'undefined'] as const).map(anonymousUser => ({
    title: `nobody becomes a user where the variable is ${anonymousUser}`,
    options: { authentication: 'anonymous', anonymousUser } as const,
    lines: [admin],
    isFiltered: true,
  })),
  {
    title: 'nobody becomes a user where the variable is not promoted',
    options: { authentication: 'anonymous', edit: withList('INSTANCE_ID,LOGON_USER') },
    lines: [admin],
    isFiltered: true,
  },
  {
    title: 'nobody becomes a user where the list has a typing mistake',
    options: { authentication: 'anonymous', edit: withList('INSTANCE_ID, REMOTE_USER,LOGON_USER') },
    lines: [admin],
    isFiltered: true,
  },
  ...['X-iisnode-REMOTE-USER', 'X_iisnode_REMOTE_USER', 'x-iisnode_remote_user', 'X-iisnode-AUTH_USER'].map(name => ({
    title: `nobody becomes a user by ${name}`,
    options: { authentication: 'anonymous' } as const,
    lines: [`${name}: CORP\\admin`],
    isFiltered: false,
  })),
  ...promotedVariables.map(name => ({
    title: `a client's own X-iisnode-${name} is refused`,
    options: {},
    lines: [bob, `X-iisnode-${name}: 1`],
    isFiltered: true,
  })),
  {
    title: 'a whole block of its own does not help a client',
    options: {},
    lines: [bob, ...promotedVariables.toReversed().map(name => `X-iisnode-${name}: CORP\\admin`)],
    isFiltered: true,
  },
  {
    title: 'an empty line of the family is refused too',
    options: {},
    lines: [bob, 'X-iisnode-REMOTE_USER:'],
    isFiltered: true,
  },
  {
    title: 'a thousand headers do not push the genuine ones away behind a forged one',
    options: {},
    lines: [bob, admin, ...many],
    isFiltered: true,
  },
  {
    title: 'a thousand headers before a forged one do not hide it',
    options: { authentication: 'anonymous', anonymousUser: 'undefined' },
    lines: [...many, admin],
    isFiltered: true,
  },
]

for (const filtering of [false, true]) {
  const setting = `request filtering ${filtering ? 'on' : 'off'}`
  for (const { title, options, lines, isFiltered } of attempts) {
    test(`${title} (${setting})`, async t => {
      const iis = await startEcho(t, { ...options, filtering })
      const answer = await speakHeaders(iis.origin, '/', lines)
      if (filtering && isFiltered) {
        t.regex(answer, /^HTTP\/1.1 431 .*X-Emul-Substatus: 10/s)
        return
      }
      t.regex(answer, /^HTTP\/1.1 400 .*headers that only IIS may set/s)
      t.regex(await iis.logs(), /hosting:security refused: a client sent or displaced the header/)
    })
  }

  test(`a thousand harmless headers change nothing (${setting})`, async t => {
    const iis = await startEcho(t, { filtering })
    const { caller, headers } = seenIn({ text: await speakHeaders(iis.origin, '/x', [bob, ...many]) })
    t.is(caller.user, 'CORP\\bob')
    t.is(caller.url, '/x')
    t.is(headers.a1, '1')
  })
}

test('where a variable stands twice or out of order, or the last is missing, nothing is believed', async t => {
  const lists = [
    'REMOTE_USER,LOGON_USER',
    'INSTANCE_ID,REMOTE_USER,REMOTE_USER',
    'INSTANCE_ID,LOGON_USER,REMOTE_USER',
    'REMOTE_USER,INSTANCE_ID',
  ]
  for (const list of lists) {
    const iis = await startEcho(t, { edit: withList(list) })
    t.is(await statusOf(iis), 400, list)
  }
})

async function statusOf(iis: StandIn): Promise<number> {
  return (await iis.ask('/', { as: 'CORP\\bob' })).status
}
