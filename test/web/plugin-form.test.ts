import test from 'ava'
import { pluginForm } from '#web/plugin-form.ts'

const known = ['internal', 'container', 'ldap'].map(name => ({
  name,
  title: name,
  module: `kallithea.lib.auth_modules.auth_${name}`,
  listed: name !== 'container',
  inForce: name === 'internal',
  available: name !== 'ldap',
  fields: [],
}))
const [internal = '', container = '', ldap = ''] = known.map(({ module }) => module)

const orderOf = (sent: Record<string, string>) =>
  pluginForm(new URLSearchParams(sent), known).get('auth_plugins')?.split(',')

test("Kallithea's own form passes as it is", t => {
  t.deepEqual(orderOf({ auth_plugins: `${ldap},${internal}`, auth_internal_enabled: 'True' }), [ldap, internal])
})

test('a plugin that is switched on joins the list at its end', t => {
  const sent = { auth_plugins: `${internal},${ldap}`, auth_container_enabled: 'True' }
  t.deepEqual(orderOf(sent), [internal, ldap, container])
})

test('an arrow moves one place, and nothing at the edge', t => {
  const sent = { auth_plugins: `${internal},${ldap}` }
  t.deepEqual(orderOf({ ...sent, up: ldap }), [ldap, internal])
  t.deepEqual(orderOf({ ...sent, down: internal }), [ldap, internal])
  t.deepEqual(orderOf({ ...sent, up: internal }), [internal, ldap])
  t.deepEqual(orderOf({ ...sent, down: 'nonsense' }), [internal, ldap])
})
