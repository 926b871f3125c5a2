import test from 'ava'
import { type Attempt, authenticate, type Directory, knownPlugins, nameOfModule, settingsOf } from '#auth/auth.ts'
import type { UserRow } from '#db/users.ts'
import { cheapHash } from '../helpers/site-rows.ts'

const secret = cheapHash('secret')

function account(username: string, more: Partial<UserRow> = {}): UserRow {
  return {
    id: 1,
    username,
    password: secret,
    active: true,
    admin: false,
    firstName: '',
    lastName: '',
    email: null,
    lastLogin: null,
    externType: 'internal',
    externName: null,
    apiKey: '',
    createdOn: new Date(0),
    ...more,
  }
}

/** Container and internal, both enabled, over these accounts; `asked` are the names that were looked for. */
function directory(users: readonly UserRow[], listed: readonly string[]): Directory & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    listed,
    values: plugin => ({
      ...Object.fromEntries(settingsOf(plugin).map(({ key, initial }) => [key, initial])),
      enabled: 'True',
    }),
    find: async name => {
      asked.push(name)
      return users.find(({ username }) => username.toLowerCase() === name.toLowerCase()) ?? null
    },
  }
}

function attempt(username: string, password: string, remoteUser?: string): Attempt {
  const environment = remoteUser === undefined ? null : new Map([['REMOTE_USER', remoteUser]])
  return { username, password, environment }
}

async function who(known: Directory, tried: Attempt): Promise<string> {
  const { confirmed, waiting } = await authenticate(known, tried)
  if (confirmed) return `${confirmed.plugin.name}: ${confirmed.account.username}`
  return waiting ? `${waiting.user.username} waits` : 'nobody'
}

test('the first plugin in the list that knows who it is decides', async t => {
  const users = [account('ann'), account('joe', { externType: 'container' })]
  const tried = attempt('ann', 'secret', 'CORP\\joe')
  t.is(await who(directory(users, ['internal', 'container']), tried), 'internal: ann')
  t.is(await who(directory(users, ['container', 'internal']), tried), 'container: joe')
  t.is(await who(directory(users, []), tried), 'nobody')
})

test('a name that one plugin finds is the name the following ones are asked for', async t => {
  const users = [account('joe', { externType: null }), account('ann')]
  const known = directory(users, ['container', 'internal'])
  t.is(await who(known, attempt('ann', 'secret', 'CORP\\joe')), 'container: joe')
  t.deepEqual(known.asked, ['joe'])
})

test('no plugin ever confirms the default user', async t => {
  for (const externType of [null, 'internal', 'container']) {
    const known = directory([account('default', { externType })], ['internal', 'container'])
    t.is(await who(known, attempt('default', 'secret', 'default')), 'nobody')
  }
})

test('an inactive account from outside waits, an internal one does not', async t => {
  const joe = account('joe', { externType: 'container', active: false })
  t.is(await who(directory([joe], ['container']), attempt('', '', 'joe')), 'joe waits')
  t.is(await who(directory([account('ann', { active: false })], ['internal']), attempt('ann', 'secret')), 'nobody')
})

for (const [title, user] of [
  ['does not exist', null],
  ['is inactive', account('ann', { active: false })],
  ['another plugin made', account('ann', { externType: 'ldap' })],
] as const) {
  test.serial(`a password for an account that ${title} takes as long as a check`, async t => {
    const known = directory(user ? [user] : [], ['internal'])
    await who(known, attempt('ann', 'warm up'))
    const begin = performance.now()
    t.is(await who(known, attempt('ann', 'secret')), 'nobody')
    t.true(performance.now() - begin > 10)
  })
}

const modules: readonly (readonly [string, string | null])[] = [
  ['kallithea.lib.auth_modules.auth_internal', 'internal'],
  ['rhodecode.lib.auth_modules.auth_ldap', 'ldap'],
  [' other.lib.auth_modules.auth_container ', 'container'],
  ['kallithea.lib.auth_modules.auth_crowd', 'crowd'],
  ['kallithea.lib.auth_modules.auth_pam', 'pam'],
  ['kallithea.lib.auth_modules.auth_custom', null],
  ['kallithea.lib.auth_modules.auth_internal.x', null],
  ['auth_internal', null],
  ['', null],
]
for (const [module, name] of modules) {
  test(`the module ${JSON.stringify(module)} is ${name ?? 'no plugin'}`, t => t.is(nameOfModule(module), name))
}

for (const { name, plugin } of knownPlugins.filter(known => known.plugin !== null)) {
  test(`${name}: every setting has a key, a label and a sentence, and enabled comes first`, t => {
    const settings = plugin ? settingsOf(plugin) : []
    t.is(settings[0]?.key, 'enabled')
    t.is(new Set(settings.map(({ key }) => key)).size, settings.length)
    for (const { key, label, help } of settings) {
      t.regex(key, /^[a-z_]+$/)
      t.true(label.length > 0 && help.endsWith('.'))
    }
  })

  test(`${name}: nobody is confirmed by nothing at all`, async t => {
    t.is(await who(directory([account('ann', { externType: null })], [name]), attempt('', '')), 'nobody')
  })
}
