import test, { type ExecutionContext } from 'ava'
import { updateUser } from '#db/users.ts'
import { findVisitor } from '#domain/visitor.ts'
import { iisCaller, type MadeSite, makeSite, type SiteOptions, type UserOptions } from '../helpers/site.ts'

/** What a request turns out to be: who asks, and whose session is opened. */
async function ask(
  { site }: MadeSite,
  name: string | null,
  session: { userId: number; external: boolean } | null = null,
) {
  const found = await findVisitor(site, { caller: iisCaller(name), session })
  if (typeof found === 'string') return found === 'closed' ? 'refused' : found
  const { visitor, signOn } = found
  return `${visitor.kind} ${visitor.user?.username ?? 'None'}${signOn ? ', session opened' : ''}`
}

interface Row {
  readonly title: string
  readonly session?: 'valid'
  readonly host: string | null
  readonly account?: UserOptions
  readonly activation?: 'auto' | 'manual'
  /** With anonymous access open, and closed. */
  readonly open: string
  readonly closed: string
}

/** Kallithea's decision table for pages with the container plugin enabled (spec 40 §21), and what follows from §12. */
const rows: readonly Row[] = [
  {
    title: 'a session wins over the name',
    session: 'valid',
    host: 'CORP\\joe',
    open: 'user admin',
    closed: 'user admin',
  },
  { title: 'a session needs no name', session: 'valid', host: null, open: 'user admin', closed: 'user admin' },
  {
    title: 'a container account comes in',
    host: 'CORP\\joe',
    account: { externType: 'container' },
    open: 'user joe, session opened',
    closed: 'user joe, session opened',
  },
  {
    title: 'an account without a mark comes in',
    host: 'CORP\\joe',
    account: { externType: null },
    open: 'user joe, session opened',
    closed: 'user joe, session opened',
  },
  {
    title: 'a stranger is made and comes in',
    host: 'CORP\\joe',
    open: 'user joe, session opened',
    closed: 'user joe, session opened',
  },
  {
    title: 'a stranger under manual activation is made and refused',
    host: 'CORP\\joe',
    activation: 'manual',
    open: 'refused',
    closed: 'refused',
  },
  {
    title: 'an inactive account is a stranger',
    host: 'CORP\\joe',
    account: { externType: 'container', active: false },
    open: 'anonymous default',
    closed: 'nobody None',
  },
  {
    title: 'an internal account is not taken over',
    host: 'CORP\\joe',
    account: { externType: 'internal' },
    open: 'anonymous default',
    closed: 'nobody None',
  },
  {
    title: 'an LDAP account is not taken over',
    host: 'CORP\\joe',
    account: { externType: 'ldap' },
    open: 'anonymous default',
    closed: 'nobody None',
  },
  { title: 'nobody is named', host: null, open: 'anonymous default', closed: 'nobody None' },
  { title: 'an empty name is nobody', host: '', open: 'anonymous default', closed: 'nobody None' },
  { title: 'a name that cleaning empties is nobody', host: 'CORP\\', open: 'anonymous default', closed: 'nobody None' },
  {
    title: 'the default user is nobody to sign on as',
    host: 'CORP\\Default',
    open: 'anonymous default',
    closed: 'nobody None',
  },
]

for (const { title, session, host, account, activation, ...expected } of rows) {
  for (const access of ['open', 'closed'] as const) {
    test(`container enabled, anonymous access ${access}: ${title}`, async t => {
      const made = await makeSite(t, {
        anonymous: access === 'open',
        container: true,
        users: account ? { joe: account } : {},
        globals: activation === 'manual' ? ['hg.extern_activate.manual'] : [],
      })
      const held = session ? { userId: (await made.user('admin')).id, external: false } : null
      t.is(await ask(made, host, held), expected[access])
    })
  }
}

test('a stranger under manual activation is refused once, then a stranger, then let in', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.manual'] })
  t.is(await ask(made, 'CORP\\joe'), 'refused')
  t.is(await ask(made, 'CORP\\joe'), 'anonymous default')
  const joe = await made.user('joe')
  t.false(joe.active)
  await updateUser(made.site.db, joe.id, { active: true })
  t.is(await ask(made, 'CORP\\joe'), 'user joe, session opened')
})

const off: readonly (readonly [string, SiteOptions])[] = [
  ['is not listed', {}],
  ['is listed and not enabled', { container: { enabled: 'False' } }],
  ['is listed without a single row', { settings: { auth_plugins: 'kallithea.lib.auth_modules.auth_container' } }],
  ['has no header to read', { container: { header: '', fallback_header: '' } }],
]
for (const [title, options] of off) {
  test(`nobody is signed on by the host where the container ${title}`, async t => {
    const made = await makeSite(t, { ...options, users: { joe: { externType: 'container' } } })
    t.is(await ask(made, 'CORP\\joe'), 'anonymous default')
  })
}

async function refused(t: ExecutionContext, options: UserOptions): Promise<void> {
  const made = await makeSite(t, { container: true, users: { ann: options } })
  const { id } = await made.user('ann')
  t.is(await ask(made, null, { userId: id, external: false }), 'refused')
}
test('the session of an inactive account is refused', refused, { active: false })
test('the session of an account from a wrong address is refused', refused, { addresses: ['192.0.2.0/24'] })

test('the session of an account that is gone is refused', async t => {
  t.is(await ask(await makeSite(t), null, { userId: 999, external: false }), 'refused')
})

test('no session is one of the default user', async t => {
  const made = await makeSite(t)
  t.is(await ask(made, null, { userId: (await made.user('default')).id, external: false }), 'refused')
})

test('who is signed on by the host from a wrong address is refused', async t => {
  const made = await makeSite(t, {
    container: true,
    users: { joe: { externType: 'container', addresses: ['192.0.2.0/24'] } },
  })
  t.is(await ask(made, 'CORP\\joe'), 'refused')
})

test('from an address that is closed to all a stranger is nobody', async t => {
  const made = await makeSite(t, { addresses: ['192.0.2.0/24'] })
  t.is(await ask(made, null), 'nobody None')
})

test('an external session stays external', async t => {
  const made = await makeSite(t, { users: { ann: {} } })
  const { id } = await made.user('ann')
  for (const external of [true, false]) {
    const found = await findVisitor(made.site, { caller: iisCaller(null), session: { userId: id, external } })
    t.is(typeof found === 'string' ? found : found.visitor.external, external)
  }
})
