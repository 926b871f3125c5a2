import test from 'ava'
import { listNamesOfUser } from '#db/external-names.ts'
import { listUsers } from '#db/users.ts'
import { ask, waitingNames } from '../helpers/host-visits.ts'
import { makeSite, type SiteOptions, type UserOptions } from '../helpers/site.ts'

const both = { domain_names: 'CORP = corp.example.com, EAST = east.example.com' }

interface Row {
  readonly title: string
  readonly settings?: Readonly<Record<string, string>>
  /** An account that Kallithea made. */
  readonly account?: UserOptions
  /** Who signed on before, each with success. */
  readonly before?: readonly string[]
  readonly name: string
  readonly result: string
  /** Who waits on the page afterwards. */
  readonly listed?: readonly string[]
}

/** Which domains may sign on, and which names are one person's. */
const rows: readonly Row[] = [
  { title: 'the first of a name gets the account', name: 'CORP\\alice', result: 'alice' },
  {
    title: 'the same name in another domain is another person',
    before: ['CORP\\alice'],
    name: 'EAST\\alice',
    result: 'other person',
    listed: ['EAST\\alice as alice (CORP\\alice)'],
  },
  { title: 'letters do not count', before: ['CORP\\alice'], name: 'corp\\ALICE', result: 'alice' },
  {
    title: 'without the names of the domain an address is another name',
    before: ['CORP\\alice'],
    name: 'alice@corp.example.com',
    result: 'other person',
    listed: ['alice@corp.example.com as alice (CORP\\alice)'],
  },
  ...['alice@corp.example.com', 'corp.example.com\\alice', 'ALICE@Corp.Example.COM', 'Corp\\Alice'].map(name => ({
    title: `with the names of the domain ${name} is the same person`,
    settings: both,
    before: ['CORP\\alice'],
    name,
    result: 'alice',
  })),
  {
    title: 'the long name of another domain is another person',
    settings: both,
    before: ['alice@corp.example.com'],
    name: 'EAST\\alice',
    result: 'other person',
    listed: ['EAST\\alice as alice (alice@corp.example.com)'],
  },
  {
    title: 'a name without a domain is another name',
    before: ['CORP\\alice'],
    name: 'alice',
    result: 'other person',
    listed: ['alice as alice (CORP\\alice)'],
  },
  { title: 'a dot is no domain', before: ['alice'], name: '.\\alice', result: 'alice' },
  {
    title: 'a dot among the names of a domain makes it that of names without one',
    settings: { domain_names: 'CORP = .' },
    before: ['CORP\\alice'],
    name: 'alice',
    result: 'alice',
  },
  {
    title: 'a name with two domains is of neither',
    before: ['CORP\\alice'],
    name: 'CORP\\alice@east.example.com',
    result: 'other person',
    listed: ['CORP\\alice@east.example.com as alice (CORP\\alice)'],
  },
  {
    title: 'a letter that only looks like another is another person',
    before: ['CORP\\kate'],
    name: 'CORP\\\u212aate',
    result: 'other person',
    listed: ['CORP\\\u212aate as kate (CORP\\kate)'],
  },
  {
    title: 'an account of Kallithea is the first’s who signs on',
    account: { externType: 'container' },
    before: ['CORP\\alice'],
    name: 'EAST\\alice',
    result: 'other person',
    listed: ['EAST\\alice as alice (CORP\\alice)'],
  },
  {
    title: 'an account without a mark is the first’s who signs on',
    account: { externType: null },
    before: ['EAST\\alice'],
    name: 'CORP\\alice',
    result: 'other person',
    listed: ['CORP\\alice as alice (EAST\\alice)'],
  },
  {
    title: 'an account of Kallithea waits for a word where an administrator is asked',
    settings: { ask_administrator: 'True' },
    account: { externType: 'container' },
    name: 'CORP\\alice',
    result: 'ask first',
    listed: ['CORP\\alice as alice ()'],
  },
  {
    title: 'a new account needs no word where an administrator is asked',
    settings: { ask_administrator: 'True' },
    before: ['CORP\\alice'],
    name: 'CORP\\alice',
    result: 'alice',
  },
  { title: 'an internal account is nobody’s name', account: {}, name: 'CORP\\alice', result: 'anonymous' },
  {
    title: 'an inactive account takes no name',
    account: { externType: 'container', active: false },
    name: 'EAST\\alice',
    result: 'anonymous',
  },
  { title: 'a domain of the list comes in', settings: { domains: 'EAST, Corp' }, name: 'CORP\\alice', result: 'alice' },
  { title: 'another domain does not', settings: { domains: 'CORP' }, name: 'EAST\\alice', result: 'other domain' },
  {
    title: 'another domain does not, though the account is its own',
    settings: { domains: 'CORP' },
    account: { externType: 'container' },
    name: 'alice@east.example.com',
    result: 'other domain',
  },
  {
    title: 'the list knows the other names of a domain',
    settings: { domains: 'CORP', ...both },
    name: 'alice@corp.example.com',
    result: 'alice',
  },
  {
    title: 'the other way round too',
    settings: { domains: 'corp.example.com', ...both },
    name: 'CORP\\alice',
    result: 'alice',
  },
  {
    title: 'a list turns away names without a domain',
    settings: { domains: 'CORP' },
    name: 'alice',
    result: 'other domain',
  },
  { title: 'unless a dot stands in it', settings: { domains: 'CORP, .' }, name: 'alice', result: 'alice' },
  {
    title: 'a list of nothing lets nobody in',
    settings: { domains: ',' },
    name: 'CORP\\alice',
    result: 'other domain',
  },
  {
    title: 'a domain behind the @ of a listed one does not come in',
    settings: { domains: 'CORP' },
    name: 'CORP\\alice@evil',
    result: 'other domain',
  },
  {
    title: 'without cleaning two domains have two accounts',
    settings: { clean_username: 'False' },
    before: ['CORP\\alice'],
    name: 'EAST\\alice',
    result: 'EAST\\alice',
  },
  {
    title: 'without cleaning the account is found again',
    settings: { clean_username: 'False' },
    before: ['CORP\\alice'],
    name: 'corp\\ALICE',
    result: 'CORP\\alice',
  },
  {
    title: 'without cleaning the list counts too',
    settings: { clean_username: 'False', domains: 'CORP' },
    name: 'EAST\\alice',
    result: 'other domain',
  },
  {
    title: 'an allowed domain does not make a name of nothing',
    settings: { domains: 'CORP' },
    name: 'CORP\\',
    result: 'anonymous',
  },
]

for (const { title, settings = {}, account, before = [], name, result, listed = [] } of rows) {
  test(title, async t => {
    const users: SiteOptions['users'] = account ? { alice: account } : {}
    const made = await makeSite(t, { container: settings, users, globals: ['hg.extern_activate.auto'] })
    for (const each of before) t.regex(await ask(made, each), /^(CORP\\)?(alice|kate)$/i)
    t.is(await ask(made, name), result)
    t.deepEqual(await waitingNames(made), listed)
    t.is(await ask(made, name), result, 'asked again')
    t.deepEqual(await waitingNames(made), listed, 'listed once')
  })
}

test('two domains that ask first at once end in one account, which is one person’s', async t => {
  const before: readonly SiteOptions['users'][] = [{}, { alice: { externType: 'container' } }]
  for (const users of before) {
    const made = await makeSite(t, { container: true, users, globals: ['hg.extern_activate.auto'] })
    const names = ['CORP\\alice', 'EAST\\alice', 'corp\\Alice', 'EAST\\Alice', 'CORP\\ALICE', 'east\\alice']
    const found = await Promise.all(names.map(name => ask(made, name)))
    const domain = (place: number) => names[place]?.split('\\')[0]?.toUpperCase()
    const inside = found.flatMap((result, place) => (result === 'other person' ? [] : [domain(place)]))
    t.is(new Set(inside).size, 1)
    t.is(inside.length, 3)
    const { id } = await made.user('alice')
    t.is((await listNamesOfUser(made.site.db, id)).filter(({ allowed }) => allowed).length, 1)
    t.is((await waitingNames(made)).length, 1)
    t.is((await listUsers(made.site.db)).filter(user => user.username.toLowerCase() === 'alice').length, 1)
  }
})

const now = new Date('2026-03-04T05:06:07Z')

test('the name is kept with time and address as it was seen', async t => {
  const made = await makeSite(t, { container: true, now, globals: ['hg.extern_activate.auto'] })
  await ask(made, 'Corp\\Alice')
  const { id } = await made.user('alice')
  t.deepEqual(await listNamesOfUser(made.site.db, id), [
    { userId: id, name: 'Corp\\Alice', allowed: true, address: '127.0.0.1', when: now },
  ])
})
