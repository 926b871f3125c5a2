import test from 'ava'
import { listNamesOfUser } from '#db/external-names.ts'
import { listUsers, updateUser } from '#db/users.ts'
import { signInFromHost } from '#domain/sign-in.ts'
import { listWaitingAccounts } from '#domain/waiting-accounts.ts'
import { ask, waitingNames } from '../helpers/host-visits.ts'
import { iisCaller, makeSite } from '../helpers/site.ts'

test('the first sign-on makes the account as Kallithea does', async t => {
  const { site, user } = await makeSite(t, {
    container: { email_header: 'MAIL', firstname_header: 'FIRST', lastname_header: 'LAST' },
    now: new Date('2026-03-04T05:06:07Z'),
  })
  await signInFromHost(site, iisCaller('CORP\\Joe', { MAIL: 'Joe@Example.COM', FIRST: 'Joe', LAST: 'Blow' }))
  const joe = await user('joe')
  t.like(joe, {
    username: 'Joe',
    active: true,
    admin: false,
    firstName: 'Joe',
    lastName: 'Blow',
    email: 'joe@example.com',
    lastLogin: site.now(),
    externType: 'container',
    externName: 'Joe',
    createdOn: site.now(),
  })
  t.regex(joe.password, /^\$2b\$10\$/)
  t.regex(joe.apiKey, /^[0-9a-f]{40}$/)
})

test('without headers the first name is the user name and there is no address', async t => {
  const { site } = await makeSite(t, { container: true })
  const joe = await signInFromHost(site, iisCaller('joe'))
  t.is(joe?.firstName, 'joe')
  t.is(joe?.lastName, '')
  t.is(joe?.email, null)
})

test('each sign-on brings the account up to date, and leaves what no header says', async t => {
  const { site, user } = await makeSite(t, {
    container: { firstname_header: 'FIRST', lastname_header: 'LAST' },
    users: { joe: { externType: 'container', email: 'joe@example.com', admin: true } },
  })
  const before = await user('joe')
  await updateUser(site.db, before.id, { firstName: 'Old', lastName: 'Name' })
  await signInFromHost(site, iisCaller('CORP\\JOE', { FIRST: '', LAST: '' }))
  const after = await user('joe')
  t.is(after.username, 'joe')
  t.is(after.firstName, 'joe')
  t.is(after.lastName, '')
  t.is(after.email, 'joe@example.com')
  t.true(after.admin)
  t.not(after.password, before.password)
  t.is(after.apiKey, before.apiKey)
})

test('an account without a mark becomes one of the container', async t => {
  const { site, user } = await makeSite(t, { container: true, users: { joe: { externType: null } } })
  await signInFromHost(site, iisCaller('joe'))
  t.is((await user('joe')).externType, 'container')
})

test('two first requests of one person end in one account', async t => {
  const { site } = await makeSite(t, { container: true })
  const made = await Promise.all(
    Array.from({ length: 6 }, (_, place) => signInFromHost(site, iisCaller(place % 2 ? 'CORP\\joe' : 'CORP\\JOE'))),
  )
  const ids = new Set(made.map(user => user?.id))
  t.is(ids.size, 1)
  t.is((await listUsers(site.db)).filter(({ username }) => username.toLowerCase() === 'joe').length, 1)
})

test('an address that belongs to somebody else is not taken over', async t => {
  const { site, user } = await makeSite(t, {
    container: { email_header: 'MAIL' },
    users: { ann: { email: 'ann@example.com' } },
  })
  await signInFromHost(site, iisCaller('joe', { MAIL: 'ANN@example.com' }))
  t.is((await user('joe')).email, null)
  t.is((await user('ann')).email, 'ann@example.com')
})

test('who waits is listed with name, time and address', async t => {
  const { site } = await makeSite(t, {
    container: true,
    globals: ['hg.extern_activate.manual'],
    now: new Date('2026-03-04T05:06:07Z'),
  })
  await signInFromHost(site, iisCaller('CORP\\joe'))
  const waiting = await listWaitingAccounts(site)
  t.deepEqual(
    waiting.map(({ user, ...rest }) => ({ username: user.username, ...rest })),
    [{ username: 'joe', name: 'CORP\\joe', when: site.now(), address: '127.0.0.1' }],
  )
})

test('an inactive account that Kallithea made waits too, and an internal one does not', async t => {
  const { site } = await makeSite(t, {
    container: true,
    users: { joe: { externType: 'container', active: false }, ann: { active: false } },
  })
  const [waiting, ...others] = await listWaitingAccounts(site)
  t.deepEqual(others, [])
  t.is(waiting?.user.username, 'joe')
  t.is(waiting?.address, null)
  await signInFromHost(site, iisCaller('CORP\\joe'))
  t.is((await listWaitingAccounts(site))[0]?.address, '127.0.0.1')
})

test('the account of another person is not touched', async t => {
  const made = await makeSite(t, { container: { email_header: 'MAIL' }, globals: ['hg.extern_activate.auto'] })
  await ask(made, 'CORP\\alice', { MAIL: 'alice@corp.example.com' })
  const before = await made.user('alice')
  t.is(await ask(made, 'EAST\\alice', { MAIL: 'alice@east.example.com' }), 'other person')
  t.deepEqual(await made.user('alice'), before)
})

test('an inactive account keeps the name that made it', async t => {
  const made = await makeSite(t, { container: true, globals: ['hg.extern_activate.manual'] })
  t.is(await ask(made, 'CORP\\alice'), 'closed')
  t.is(await ask(made, 'EAST\\alice'), 'other person')
  t.is(await ask(made, 'CORP\\alice'), 'anonymous')
  t.deepEqual(await waitingNames(made), ['EAST\\alice as alice (CORP\\alice)'])
})

test('from where an account may not come no name is learnt', async t => {
  const made = await makeSite(t, {
    container: true,
    users: { alice: { externType: 'container', addresses: ['192.0.2.0/24'] } },
  })
  t.is(await ask(made, 'EAST\\alice'), 'closed')
  t.deepEqual(await listNamesOfUser(made.site.db, (await made.user('alice')).id), [])
})

test('a variable that looks for an address finds no account of another name', async t => {
  const made = await makeSite(t, {
    container: { clean_username: 'False' },
    users: { bob: { externType: 'container', email: 'alice@corp.example.com' } },
  })
  t.is(await ask(made, 'bob'), 'bob')
  t.is(await ask(made, 'alice@corp.example.com'), 'other person')
})

test('an inactive account is nobody’s until it is let in', async t => {
  const made = await makeSite(t, { container: true, users: { alice: { externType: 'container', active: false } } })
  t.is(await ask(made, 'EAST\\alice'), 'anonymous')
  await updateUser(made.site.db, (await made.user('alice')).id, { active: true })
  t.is(await ask(made, 'CORP\\alice'), 'alice')
  t.is(await ask(made, 'EAST\\alice'), 'other person')
})
