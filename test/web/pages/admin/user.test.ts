import test from 'ava'
import { checkPassword } from '#auth/password.ts'
import { findUserById } from '#db/users.ts'
import { journalQuery, openAdministration } from '../../../helpers/administration.ts'
import { accountIn } from '../../../helpers/web.ts'

const fields = { username: 'joe', firstname: 'Joe', lastname: 'Doe', email: 'JOE@example.org', active: 'True' }

test('a profile is saved to the row, and the journal says by whom', async t => {
  const { admin, rows, user } = await openAdministration(t, { users: { joe: {} } })
  const before = await user('joe')
  const answer = await admin.send(`/_admin/users/${before.id}`, { ...fields, username: 'joseph', admin: 'True' })
  t.is(answer.status, 302)
  t.is(answer.location, `/_admin/users/${before.id}/edit`)
  t.deepEqual(await user('joseph'), {
    ...before,
    username: 'joseph',
    firstName: 'Joe',
    lastName: 'Doe',
    email: 'joe@example.org',
    admin: true,
  })
  t.deepEqual(await rows(journalQuery), [
    { entry: 'admin admin_updated_user:joseph 127.0.0.1', repository_id: null, repository_name: '' },
  ])
  t.regex((await admin.ask(answer.location ?? '')).text, /User updated successfully/)
})

test('an empty address is none, and a name that the form would not give out may stay', async t => {
  const { admin, user } = await openAdministration(t, { users: { zoë: {} } })
  const { id } = await user('zoë')
  await admin.send(`/_admin/users/${id}`, { ...fields, username: 'zoë', email: '' })
  t.like(await user('zoë'), { email: null, firstName: 'Joe' })
})

test('a new password counts at once, and ends the sessions there were', async t => {
  const { admin, user, server } = await openAdministration(t, { users: { joe: {} } })
  const joe = server.client()
  await joe.signIn('joe', 'joe-secret')
  const { id } = await user('joe')
  const both = { new_password: 'another-secret', password_confirmation: 'another-secret' }
  t.is((await admin.send(`/_admin/users/${id}`, { ...fields, ...both })).status, 302)
  t.true(await checkPassword('another-secret', (await user('joe')).password))
  t.not(accountIn(await joe.ask('/')), 'joe')
  t.is((await joe.signIn('joe', 'another-secret')).status, 302)
})

test('wrong values are said at their fields, and nothing is saved', async t => {
  const { admin, user } = await openAdministration(t, { users: { joe: {}, ann: {} } })
  const before = await user('joe')
  for (const [name, value] of [
    ['username', 'Ann'],
    ['email', 'ann@example.com'],
    ['new_password', 'x'],
    ['password_confirmation', 'no-password'],
  ] as const) {
    const { status, text } = await admin.send(`/_admin/users/${before.id}`, { ...fields, [name]: value })
    t.is(status, 200)
    t.true(text.includes(`id="${name}-error"`), name)
  }
  t.deepEqual(await user('joe'), before)
})

test('what Windows decides is shown and not changed, whatever is sent', async t => {
  const { admin, user } = await openAdministration(t, {
    container: { email_header: 'MAIL' },
    users: { alice: { externType: 'container' } },
  })
  const before = await user('alice')
  const { text } = await admin.ask(`/_admin/users/${before.id}/edit`)
  t.regex(text, /id="username"[^>]* readonly/)
  t.regex(text, /id="email"[^>]* readonly/)
  t.notRegex(text, /id="firstname"[^>]* readonly/)
  t.notRegex(text, /name="new_password"/)
  const passwords = { new_password: 'another-secret', password_confirmation: 'another-secret' }
  t.is((await admin.send(`/_admin/users/${before.id}`, { ...fields, ...passwords })).status, 302)
  t.deepEqual(await user('alice'), { ...before, firstName: 'Joe', lastName: 'Doe' })
})

test('whoever waits comes in when the box is ticked', async t => {
  const { admin, user, server } = await openAdministration(t, {
    container: true,
    globals: ['hg.extern_activate.manual'],
  })
  const alice = server.client({ user: 'CORP\\alice' })
  t.is((await alice.ask('/')).status, 403)
  const { id } = await user('alice')
  await admin.send(`/_admin/users/${id}`, { firstname: 'Alice', active: 'True' })
  t.is(accountIn(await alice.ask('/')), 'CORP\\alice')
})

test('nobody switches himself off, and one administrator stays', async t => {
  const { admin, user } = await openAdministration(t, { users: { ann: { admin: true, active: false } } })
  const before = await user('admin')
  const address = `/_admin/users/${before.id}`
  const keep = { username: 'admin', firstname: 'x', email: 'admin@example.com' }
  t.regex((await admin.send(address, { ...keep, admin: 'True' })).text, /You would switch off the account/)
  t.regex((await admin.send(address, { ...keep, active: 'True' })).text, /This is the last administrator/)
  t.deepEqual(await user('admin'), before)
  const { id } = await user('ann')
  await admin.send(`/_admin/users/${id}`, { ...fields, username: 'ann', admin: 'True' })
  t.is((await admin.send(address, { ...keep, active: 'True' })).status, 302)
  t.is((await admin.ask(`${address}/edit`)).status, 403)
})

test('what an account may make by itself is three rows in place of all it had', async t => {
  const { admin, rows, user } = await openAdministration(t, {
    users: { joe: { globals: ['hg.create.repository', 'repository.admin'] } },
  })
  const { id } = await user('joe')
  const address = `/_admin/users/${id}/edit/permissions`
  t.regex((await admin.ask(address)).text, /name="create_repo_perm" value="True" checked/)
  const answer = await admin.send(address, { fork_repo_perm: 'True' })
  t.is(answer.location, address)
  const query = `select permission_name as name from user_to_perm join permissions using (permission_id)
    where user_id = ${id} order by user_to_perm_id`
  t.deepEqual(await rows(query), [
    { name: 'hg.create.none' },
    { name: 'hg.usergroup.create.false' },
    { name: 'hg.fork.repository' },
  ])
})

test('further addresses are one account’s alone', async t => {
  const { admin, rows, user } = await openAdministration(t, { users: { joe: {}, ann: {} } })
  const [joe, ann] = [(await user('joe')).id, (await user('ann')).id]
  const address = (id: number) => `/_admin/users/${id}/edit/emails`
  t.is((await admin.send(address(joe), { new_email: ' Joe@Home.example ' })).location, address(joe))
  const query = 'select user_id, email from user_email_map'
  t.deepEqual(await rows(query), [{ user_id: joe, email: 'joe@home.example' }])
  for (const new_email of ['', 'x', 'JOE@home.example', 'ann@example.com', 'joe@example.com', '<b>@x']) {
    const { status, text } = await admin.send(address(ann), { new_email })
    t.is(status, new_email === '<b>@x' ? 302 : 200, new_email)
    t.is(text.includes('id="new_email-error"'), status === 200)
  }
  t.regex((await admin.ask(address(ann))).text, /&lt;b&gt;@x/)
  t.is((await admin.send(`${address(ann)}/delete`, { del_email_id: '1' })).status, 404)
  t.is((await admin.send(`${address(joe)}/delete`, { del_email_id: '1' })).status, 302)
  t.deepEqual(await rows(query), [{ user_id: ann, email: '<b>@x' }])
})

test('an account is deleted by typing its name, with all that is its own', async t => {
  const { admin, rows, site, user } = await openAdministration(t, {
    users: { joe: { globals: ['hg.fork.repository'], addresses: ['10.0.0.0/8'] } },
    userGroups: { crew: { members: ['joe'] } },
    repositories: { project: { grants: { joe: 'write' } } },
  })
  const { id } = await user('joe')
  const address = `/_admin/users/${id}/delete`
  const wrong = await admin.send(address, { confirm: 'jo' })
  t.is(wrong.status, 200)
  t.regex(wrong.text, /id="confirm-error"/)
  t.truthy(await findUserById(site.db, id))
  t.is((await admin.send(address, { confirm: 'joe' })).location, '/_admin/users')
  t.is(await findUserById(site.db, id), undefined)
  for (const table of ['user_to_perm', 'repo_to_perm', 'user_ip_map', 'users_groups_members', 'user_logs']) {
    t.deepEqual(await rows(`select * from ${table} where user_id = ${id}`), [], table)
  }
  t.is((await admin.ask(`/_admin/users/${id}/edit`)).status, 404)
})

test('who owns something, oneself, and the default user are not deleted', async t => {
  const { admin, site, user } = await openAdministration(t, {
    users: { joe: {} },
    repositories: { 'team/project': { owner: 'joe' } },
  })
  const { id } = await user('joe')
  const { text } = await admin.ask(`/_admin/users/${id}/edit/advanced`)
  t.regex(text, /<a href="\/team\/project">team\/project<\/a>/)
  t.notRegex(text, /name="confirm"/)
  t.is((await admin.send(`/_admin/users/${id}/delete`, { confirm: 'joe' })).status, 200)
  t.truthy(await findUserById(site.db, id))
  const self = (await user('admin')).id
  t.is((await admin.send(`/_admin/users/${self}/delete`, { confirm: 'admin' })).status, 200)
  const everybody = (await user('default')).id
  t.is((await admin.send(`/_admin/users/${everybody}/delete`, { confirm: 'default' })).status, 404)
  t.truthy(await findUserById(site.db, everybody))
})

test('the default user has no page, and neither has nobody', async t => {
  const { admin, user } = await openAdministration(t)
  const { id } = await user('default')
  for (const tab of ['', '/advanced', '/permissions', '/emails', '/ips']) {
    const { status, text } = await admin.ask(`/_admin/users/${id}/edit${tab}`)
    t.is(status, 404)
    t.regex(text, /The default user cannot be edited/)
  }
  t.is((await admin.send(`/_admin/users/${id}`, fields)).status, 404)
  for (const odd of ['999', 'x', '1e3', '-1', '0x1', '9'.repeat(30)]) {
    t.is((await admin.ask(`/_admin/users/${odd}/edit`)).status, 404, odd)
  }
})
