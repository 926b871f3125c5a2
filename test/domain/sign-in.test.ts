import test from 'ava'
import { signInFromHost, signInWithPassword } from '#domain/sign-in.ts'
import { iisCaller, makeSite, type UserOptions } from '../helpers/site.ts'

const caller = iisCaller(null)

test('name or address and password let an internal account in, whatever the case of its name', async t => {
  const { site, user } = await makeSite(t, {
    users: { ann: { password: 'secret', email: 'ann@example.com' } },
    now: new Date(1e12),
  })
  for (const name of ['ann', 'ANN', ' ann ', 'ann@example.com', 'Ann@Example.com']) {
    t.is((await signInWithPassword(site, name, 'secret', caller))?.username, 'ann')
  }
  t.deepEqual((await user('ann')).lastLogin, site.now())
})

const wrong: readonly (readonly [string, string, UserOptions])[] = [
  ['a wrong password', 'Secret', {}],
  ['an empty password', '', {}],
  ['a password with a blank more', 'secret ', {}],
  ['an inactive account', 'secret', { active: false }],
  ['an account of the container', 'secret', { externType: 'container' }],
  ['an account of LDAP', 'secret', { externType: 'ldap' }],
  ['an account without a mark', 'secret', { externType: null }],
  ['a wrong address', 'secret', { addresses: ['192.0.2.0/24'] }],
]
for (const [title, password, options] of wrong) {
  test(`${title} lets nobody in`, async t => {
    const { site, user } = await makeSite(t, { container: true, users: { ann: { password: 'secret', ...options } } })
    t.is(await signInWithPassword(site, 'ann', password, caller), null)
    t.is((await user('ann')).lastLogin, null)
  })
}

test('nobody is let in under a name that does not exist, or as the default user', async t => {
  const { site } = await makeSite(t)
  for (const name of ['', 'nobody', 'default', 'anonymous@kallithea-scm.org']) {
    t.is(await signInWithPassword(site, name, 'secret', caller), null)
  }
})

test('the form never asks the container, whoever the host names', async t => {
  const { site } = await makeSite(t, { container: true, users: { joe: { externType: 'container' } } })
  t.is(await signInWithPassword(site, 'joe', 'x', iisCaller('CORP\\joe')), null)
  t.is(await signInWithPassword(site, '', '', iisCaller('CORP\\joe')), null)
})

const lists: readonly (readonly [string, string, boolean])[] = [
  ['listed under an old name', 'rhodecode.lib.auth_modules.auth_internal', true],
  [
    'listed behind plugins that are not there',
    'x.y, kallithea.lib.auth_modules.auth_ldap ,kallithea.lib.auth_modules.auth_internal',
    true,
  ],
  ['not listed', 'kallithea.lib.auth_modules.auth_container', false],
  ['listed among nothing', '', false],
  ['listed by its short name', 'internal', false],
]
for (const [title, auth_plugins, isIn] of lists) {
  test(`the internal plugin ${title} ${isIn ? 'lets in' : 'lets nobody in'}`, async t => {
    const { site } = await makeSite(t, { users: { ann: { password: 'secret' } }, settings: { auth_plugins } })
    t.is((await signInWithPassword(site, 'ann', 'secret', caller)) !== null, isIn)
  })
}

test('the internal plugin switched off lets nobody in', async t => {
  const { site } = await makeSite(t, {
    users: { ann: { password: 'secret' } },
    settings: { auth_internal_enabled: 'False' },
  })
  t.is(await signInWithPassword(site, 'ann', 'secret', caller), null)
})

test('LDAP, Crowd and PAM are known and let nobody in', async t => {
  const names = ['ldap', 'crowd', 'pam']
  const { site } = await makeSite(t, {
    users: { ken: { externType: 'ldap', password: 'secret' } },
    settings: {
      auth_plugins: names.map(name => `kallithea.lib.auth_modules.auth_${name}`).join(','),
      ...Object.fromEntries(names.map(name => [`auth_${name}_enabled`, 'True'])),
    },
  })
  t.is(await signInWithPassword(site, 'ken', 'secret', caller), null)
})

test('the host signs on where an earlier plugin has nothing to say', async t => {
  const { site } = await makeSite(t, { container: true })
  t.is((await signInFromHost(site, iisCaller('joe@CORP')))?.username, 'joe')
  t.is(await signInFromHost(site, iisCaller(null)), null)
})
