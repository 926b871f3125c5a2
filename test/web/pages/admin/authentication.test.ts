import test, { type ExecutionContext } from 'ava'
import { listSettings } from '#db/settings.ts'
import { updateUser } from '#db/users.ts'
import { makeSite, type SiteOptions } from '../../../helpers/site.ts'
import { accountIn, type Client, serve } from '../../../helpers/web.ts'

const module = (name: string) => `kallithea.lib.auth_modules.auth_${name}`

async function open(t: ExecutionContext, options: SiteOptions = {}) {
  const made = await makeSite(t, { globals: ['hg.extern_activate.auto'], ...options })
  const server = await serve(t, made.site)
  const admin = server.client()
  await admin.signIn('admin', 'admin-secret')
  const rows = async () => {
    const all = await listSettings(made.site.db)
    return Object.fromEntries(
      [...all].filter(([name]) => name.startsWith('auth_')).map(([name, { value }]) => [name, value]),
    )
  }
  return { made, server, admin, rows }
}

/** The fields that the browser would send if only the one button was pressed. */
async function fieldsOf(client: Client): Promise<Record<string, string>> {
  const { text } = await client.ask('/_admin/auth')
  const form = /<form class="stack" method="post" action="\/_admin\/auth">.*?<\/form>/s.exec(text)?.[0] ?? ''
  const inputs = [...form.matchAll(/<input ([^>]*)>/gs)].map(([, attributes = '']) => attributes)
  const sent = inputs.filter(each => !each.includes('type="checkbox"') || each.includes(' checked'))
  return Object.fromEntries(sent.map(each => [valueOf(each, 'name'), valueOf(each, 'value')]))
}

function valueOf(attributes: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

test('Windows sign-on is switched on in the browser, and is in force at the next request', async t => {
  const { admin, server, rows } = await open(t)
  const alice = server.client({ user: 'CORP\\alice' })
  t.regex((await alice.ask('/')).text, /Sign in/)
  const answer = await admin.send('/_admin/auth', { ...(await fieldsOf(admin)), auth_container_enabled: 'True' })
  t.is(answer.status, 302)
  t.is(answer.location, '/_admin/auth')
  t.regex((await admin.ask('/_admin/auth')).text, /Auth settings updated successfully/)
  t.is(accountIn(await alice.ask('/')), 'CORP\\alice')
  const { auth_plugins, auth_container_enabled, auth_container_header } = await rows()
  t.is(auth_plugins, `${module('internal')},${module('container')}`)
  t.is(auth_container_enabled, 'True')
  t.is(auth_container_header, 'REMOTE_USER')
})

test('switched off, it lets in nobody new', async t => {
  const { admin, server, rows } = await open(t, { container: true })
  const { auth_container_enabled: _, ...fields } = await fieldsOf(admin)
  await admin.send('/_admin/auth', fields)
  t.is((await rows())['auth_container_enabled'], 'False')
  t.not(accountIn(await server.client({ user: 'CORP\\alice' }).ask('/')), 'CORP\\alice')
})

test('an arrow changes the order, and keeps what was filled in', async t => {
  const { admin, rows } = await open(t, { container: true })
  const fields = { ...(await fieldsOf(admin)), auth_container_email_header: 'MAIL' }
  await admin.send('/_admin/auth', { ...fields, up: module('container') })
  const after = await rows()
  t.is(after['auth_plugins'], `${module('container')},${module('internal')}`)
  t.is(after['auth_container_email_header'], 'MAIL')
})

test("Kallithea's own form is taken as it is", async t => {
  const { admin, rows } = await open(t, { container: true })
  const answer = await admin.send('/_admin/auth', {
    auth_plugins: `${module('container')},${module('internal')}`,
    auth_internal_enabled: 'True',
    auth_container_header: 'HTTP_X_USER',
    auth_container_fallback_header: '',
  })
  t.is(answer.status, 302)
  const after = await rows()
  t.is(after['auth_plugins'], `${module('container')},${module('internal')}`)
  t.is(after['auth_container_enabled'], 'False')
  t.is(after['auth_container_header'], 'HTTP_X_USER')
  t.is(after['auth_container_clean_username'], 'False')
})

test('what is wrong is said at its field, and nothing is saved', async t => {
  const { admin, rows } = await open(t, { container: true })
  const before = await rows()
  const fields = { ...(await fieldsOf(admin)), auth_container_header: ' ', auth_container_email_header: 'MAIL' }
  const { status, text } = await admin.send('/_admin/auth', fields)
  t.is(status, 200)
  t.regex(text, /<title>Error · Authentication/)
  t.regex(text, /id="auth_container_header-error"/)
  t.regex(text, /value="MAIL"/)
  t.deepEqual(await rows(), before)
})

test('plugins that this version lacks are shown, and their rows stay', async t => {
  const settings = {
    auth_plugins: `${module('ldap')},${module('internal')}`,
    auth_ldap_host: 'dc01',
    auth_ldap_enabled: 'True',
  }
  const { admin, rows } = await open(t, { settings })
  t.regex((await admin.ask('/_admin/auth')).text, /LDAP.*?Not in this version yet/s)
  await admin.send('/_admin/auth', await fieldsOf(admin))
  t.like(await rows(), settings)
})

test('who waits is listed with name, time and place, and let in by a button', async t => {
  const { made, server, admin } = await open(t, { container: true, globals: ['hg.extern_activate.manual'] })
  const alice = server.client({ user: 'CORP\\alice', address: '192.0.2.7' })
  t.is((await alice.ask('/')).status, 403)
  const { text } = await admin.ask('/_admin/auth')
  t.regex(text, /CORP\\alice/)
  t.regex(text, /192\.0\.2\.7/)
  const { id } = await made.user('alice')
  t.is((await admin.send('/_admin/auth/activate', { user_id: String(id), as: 'user' })).status, 302)
  t.like(await made.user('alice'), { active: true, admin: false })
  t.is(accountIn(await alice.ask('/')), 'CORP\\alice')
  t.is((await admin.send('/_admin/auth/activate', { user_id: String(id), as: 'user' })).status, 409)
})

test('who waits can be made an administrator at once', async t => {
  const { made, server, admin } = await open(t, { container: true, globals: ['hg.extern_activate.manual'] })
  await server.client({ user: 'CORP\\alice' }).ask('/')
  const { id } = await made.user('alice')
  await admin.send('/_admin/auth/activate', { user_id: String(id), as: 'administrator' })
  t.like(await made.user('alice'), { active: true, admin: true })
})

test('nobody but an administrator lets anybody in', async t => {
  const { made, server } = await open(t, {
    users: { ann: {} },
    container: true,
    globals: ['hg.extern_activate.manual'],
  })
  await server.client({ user: 'CORP\\alice' }).ask('/')
  const { id } = await made.user('alice')
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  t.is((await ann.send('/_admin/auth/activate', { user_id: String(id), as: 'administrator' })).status, 403)
  t.is((await ann.send('/_admin/auth', { auth_plugins: module('container') })).status, 403)
  t.like(await made.user('alice'), { active: false, admin: false })
})

test('another person of the same name is told so, and reaches the doors but nothing else', async t => {
  const { server } = await open(t, { container: true, repositories: { project: {} } })
  t.is(accountIn(await server.client({ user: 'CORP\\alice' }).ask('/')), 'CORP\\alice')
  const other = server.client({ user: 'EAST\\alice', address: '192.0.2.7' })
  for (const path of ['/', '/project', '/_admin/auth']) {
    const { status, text } = await other.ask(path)
    t.is(status, 403, path)
    t.regex(text, /Another person signs on here by the account name that you have; ask an administrator\./)
    t.regex(text, /Windows knows you as EAST\\alice/)
    t.regex(text, /Sign in with another account/)
  }
  t.is((await other.ask('/_admin/login')).status, 200)
  const windows = await other.ask('/-/windows')
  t.is(windows.status, 302)
  t.regex((await other.ask(windows.location ?? '')).text, /another person signs on here/)
  t.is((await other.signIn('admin', 'admin-secret')).status, 302)
  t.is((await other.ask('/_admin/auth')).status, 200)
})

test('a name that nobody allowed is listed with its account, time and place, and allowed by a button', async t => {
  const { made, server, admin } = await open(t, { container: true })
  t.notRegex((await admin.ask('/_admin/auth')).text, /id="other-names"/)
  await server.client({ user: 'CORP\\alice' }).ask('/')
  const other = server.client({ user: 'EAST\\alice', address: '192.0.2.7' })
  await other.ask('/')
  const { text } = await admin.ask('/_admin/auth')
  t.regex(text, /id="other-names"/)
  t.regex(text, /EAST\\alice.*alice.*known as CORP\\alice.*192\.0\.2\.7/s)
  const { id } = await made.user('alice')
  const fields = { user_id: String(id), name: 'EAST\\alice', word: 'too' }
  const wrong: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
    [422, { ...fields, word: 'constructor' }],
    [409, { ...fields, name: 'WEST\\alice' }],
    [409, { ...fields, user_id: '1' }],
  ]
  for (const [status, sent] of wrong) t.is((await admin.send('/_admin/auth/names', sent)).status, status)
  t.is((await other.ask('/')).status, 403)
  t.is((await admin.send('/_admin/auth/names', fields)).status, 302)
  t.regex((await admin.ask('/_admin/auth')).text, /EAST\\alice may sign on as alice now\./)
  t.is(accountIn(await other.ask('/')), 'EAST\\alice')
  t.is((await admin.send('/_admin/auth/names', fields)).status, 409)
})

test('a name in place of the others signs out whoever came by those', async t => {
  const { made, server, admin } = await open(t, { container: true })
  const alice = server.client({ user: 'CORP\\alice' })
  const other = server.client({ user: 'EAST\\alice' })
  t.is((await alice.ask('/')).status, 200)
  await other.ask('/')
  const { id } = await made.user('alice')
  await admin.send('/_admin/auth/names', { user_id: String(id), name: 'EAST\\alice', word: 'instead' })
  t.is((await alice.ask('/')).status, 403)
  t.is((await other.ask('/')).status, 200)
})

test('nobody but an administrator allows a name', async t => {
  const { made, server } = await open(t, { container: true, users: { ann: {} } })
  await server.client({ user: 'CORP\\alice' }).ask('/')
  const other = server.client({ user: 'EAST\\alice' })
  await other.ask('/')
  const { id } = await made.user('alice')
  const ann = server.client()
  await ann.signIn('ann', 'ann-secret')
  const fields = { user_id: String(id), name: 'EAST\\alice', word: 'too' }
  t.is((await ann.send('/_admin/auth/names', fields)).status, 403)
  t.is((await other.send('/_admin/auth/names', fields)).status, 403)
  t.is((await other.ask('/')).status, 403)
})

test('the name that was seen when somebody was let in is the account’s', async t => {
  const users = { alice: { externType: 'container', active: false } }
  const { made, server, admin } = await open(t, { container: true, users })
  const [corp, east] = ['CORP', 'EAST'].map(domain => server.client({ user: `${domain}\\alice` }))
  await corp?.ask('/')
  const { id } = await made.user('alice')
  const sent = { user_id: String(id), as: 'user' }
  t.is((await admin.send('/_admin/auth/activate', { ...sent, name: 'EAST\\alice' })).status, 409)
  t.false((await made.user('alice')).active)
  t.is((await admin.send('/_admin/auth/activate', { ...sent, name: 'CORP\\alice' })).status, 302)
  t.is((await east?.ask('/'))?.status, 403)
  t.is((await corp?.ask('/'))?.status, 200)
})

test('who takes the own domain off the list is told', async t => {
  const { made, server } = await open(t, { container: true })
  const alice = server.client({ user: 'CORP\\alice' })
  await alice.ask('/')
  await updateUser(made.site.db, (await made.user('alice')).id, { admin: true })
  const fields = await fieldsOf(alice)
  await alice.send('/_admin/auth', { ...fields, auth_container_domains: 'CORP' })
  t.notRegex((await alice.ask('/_admin/auth')).text, /Your own domain/)
  await alice.send('/_admin/auth', { ...fields, auth_container_domains: 'EAST' })
  t.regex((await alice.ask('/_admin/auth')).text, /Your own domain may not sign on any more/)
  const again = await server.client({ user: 'CORP\\alice' }).ask('/')
  t.is(again.status, 403)
  t.regex(again.text, /People of your domain may not sign on here/)
})
