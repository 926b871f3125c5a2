import test from 'ava'
import { listSettings } from '#db/settings.ts'
import { listPlugins, saveAuthentication } from '#domain/authentication.ts'
import { signInFromHost } from '#domain/sign-in.ts'
import { iisCaller, makeSite } from '../helpers/site.ts'

const internal = 'kallithea.lib.auth_modules.auth_internal'
const container = 'kallithea.lib.auth_modules.auth_container'
const ourForm = (fields: Readonly<Record<string, string>>) => ({
  auth_plugins: container,
  auth_container_header: 'REMOTE_USER',
  ...fields,
})
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields)

test('listed plugins come first in their order, then the others of the five', async t => {
  const { site } = await makeSite(t, {
    settings: {
      auth_plugins: `rhodecode.lib.auth_modules.auth_container,${internal},unknown.module`,
      auth_container_header: 'X',
    },
  })
  const plugins = await listPlugins(site)
  t.deepEqual(
    plugins.map(({ name, listed, inForce, available }) => `${name} ${listed} ${inForce} ${available}`),
    [
      'container true false true',
      'internal true true true',
      'ldap false false false',
      'crowd false false false',
      'pam false false false',
    ],
  )
  t.deepEqual(
    plugins[0]?.fields.map(({ name, value }) => `${name}=${value}`),
    [
      'auth_container_enabled=',
      'auth_container_header=X',
      'auth_container_email_header=',
      'auth_container_firstname_header=',
      'auth_container_lastname_header=',
      'auth_container_fallback_header=HTTP_X_FORWARDED_USER',
      'auth_container_clean_username=True',
      'auth_container_domains=',
      'auth_container_domain_names=',
      'auth_container_ask_administrator=',
    ],
  )
})

test('a plugin that is newly listed gets no rows until its settings are saved', async t => {
  const { site } = await makeSite(t)
  const mistakes = await saveAuthentication(
    site,
    form({ auth_plugins: `${internal},${container}`, auth_internal_enabled: 'True' }),
  )
  t.is(mistakes.size, 0)
  const rows = await listSettings(site.db)
  t.is(rows.get('auth_plugins')?.value, `${internal},${container}`)
  t.false([...rows.keys()].some(name => name.startsWith('auth_container')))
})

test('settings are saved as Kallithea saves them and are in force at once', async t => {
  const { site } = await makeSite(t, { settings: { auth_plugins: `${internal},${container}` } })
  t.is(await signInFromHost(site, iisCaller('CORP\\joe')), null)
  const mistakes = await saveAuthentication(
    site,
    form({
      auth_plugins: `${internal},${container}`,
      auth_internal_enabled: 'True',
      auth_container_enabled: 'True',
      auth_container_header: ' REMOTE_USER ',
      auth_container_email_header: '',
      auth_container_clean_username: 'True',
    }),
  )
  t.is(mistakes.size, 0)
  const rows = await listSettings(site.db)
  const saved = [...rows]
    .filter(([name]) => name.startsWith('auth_'))
    .map(([name, { value, type }]) => `${name}=${value} (${type})`)
  t.deepEqual(saved.toSorted(), [
    'auth_container_clean_username=True (unicode)',
    'auth_container_email_header= (unicode)',
    'auth_container_enabled=True (unicode)',
    'auth_container_fallback_header= (unicode)',
    'auth_container_firstname_header= (unicode)',
    'auth_container_header=REMOTE_USER (unicode)',
    'auth_container_lastname_header= (unicode)',
    'auth_internal_enabled=True (bool)',
    `auth_plugins=${internal},${container} (list)`,
  ])
  t.is((await signInFromHost(site, iisCaller('CORP\\joe')))?.username, 'joe')
})

test('a switch that is not in the form is off, and settings of a plugin that leaves the list stay', async t => {
  const { site } = await makeSite(t, { container: true })
  await saveAuthentication(
    site,
    form({ auth_plugins: internal, auth_internal_enabled: 'True', auth_container_header: 'OTHER' }),
  )
  t.is((await listSettings(site.db)).get('auth_container_header')?.value, 'REMOTE_USER')
  await saveAuthentication(site, form({ auth_plugins: internal }))
  t.is((await listSettings(site.db)).get('auth_internal_enabled')?.value, 'False')
})

test("a form of Kallithea's leaves the settings of ours as they are", async t => {
  const { site } = await makeSite(t, { container: { domains: 'CORP', ask_administrator: 'True' } })
  const theirs = { auth_plugins: `${internal},${container}`, auth_container_header: 'REMOTE_USER' }
  t.is((await saveAuthentication(site, form(theirs))).size, 0)
  const kept = await listSettings(site.db)
  t.is(kept.get('auth_container_domains')?.value, 'CORP')
  t.is(kept.get('auth_container_ask_administrator')?.value, 'True')
  await saveAuthentication(site, form({ ...theirs, auth_container_domains: '', auth_container_domain_names: '' }))
  const changed = await listSettings(site.db)
  t.is(changed.get('auth_container_domains')?.value, '')
  t.is(changed.get('auth_container_ask_administrator')?.value, 'False')
})

const mistaken: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['an empty list', { auth_plugins: ' , ' }, 'auth_plugins'],
  ['no list', {}, 'auth_plugins'],
  ['an unknown plugin', { auth_plugins: `${internal},os.path` }, 'auth_plugins'],
  ['a plugin twice', { auth_plugins: `${internal},rhodecode.lib.auth_modules.auth_internal` }, 'auth_plugins'],
  ['a missing name of the header', { auth_plugins: container, auth_container_header: ' ' }, 'auth_container_header'],
  [
    'a value that no row holds',
    { auth_plugins: container, auth_container_header: 'x'.repeat(4097) },
    'auth_container_header',
  ],
  ['a full name for a domain', ourForm({ auth_container_domains: 'CORP, EAST\\alice' }), 'auth_container_domains'],
  ['a list of domains with a gap', ourForm({ auth_container_domains: 'CORP,,EAST' }), 'auth_container_domains'],
  ['one name of a domain', ourForm({ auth_container_domain_names: 'CORP' }), 'auth_container_domain_names'],
  [
    'a name of two domains',
    ourForm({ auth_container_domain_names: 'CORP = a.example, EAST = A.EXAMPLE' }),
    'auth_container_domain_names',
  ],
]

for (const [title, fields, field] of mistaken) {
  test(`${title} is refused with a sentence, and nothing is saved`, async t => {
    const { site } = await makeSite(t, { container: true })
    const before = await listSettings(site.db)
    const mistakes = await saveAuthentication(site, form(fields))
    t.deepEqual([...mistakes.keys()], [field])
    t.deepEqual(await listSettings(site.db), before)
  })
}
