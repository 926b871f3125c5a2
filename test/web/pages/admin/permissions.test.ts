import test from 'ava'
import { openAdministration } from '../../../helpers/administration.ts'

const fields = {
  default_repo_perm: 'repository.write',
  default_group_perm: 'group.read',
  default_user_group_perm: 'usergroup.none',
  default_repo_create: 'hg.create.none',
  default_user_group_create: 'hg.usergroup.create.true',
  default_fork: 'hg.fork.none',
  default_register: 'hg.register.none',
  default_extern_activate: 'hg.extern_activate.manual',
}

const globalsQuery = `select permission_name as name from user_to_perm join permissions using (permission_id)
  join users using (user_id) where username = 'default' order by user_to_perm_id`

const grantsQuery = `select repo_name as name, permission_name as permission from repo_to_perm
  join repositories on repo_id = repository_id join permissions using (permission_id)
  join users on users.user_id = repo_to_perm.user_id where username = 'default' order by repo_name`

test('saving leaves the eight rows that Kallithea writes, in its order, and closes anonymous access', async t => {
  const { admin, rows, user, server } = await openAdministration(t)
  t.is((await server.client().ask('/')).status, 200)
  const answer = await admin.send('/_admin/permissions', fields)
  t.is(answer.status, 302)
  t.is(answer.location, '/_admin/permissions')
  t.deepEqual(
    await rows(globalsQuery),
    Object.values(fields).map(name => ({ name })),
  )
  t.false((await user('default')).active)
  const { text } = await admin.ask('/_admin/permissions')
  t.regex(text, /Global permissions updated successfully/)
  t.regex(text, /<option value="repository.write" selected>/)
  t.notRegex(text, /name="anonymous" value="True" checked/)
  t.is((await server.client().ask('/')).status, 302)
  await admin.send('/_admin/permissions', { ...fields, anonymous: 'True' })
  t.true((await user('default')).active)
  t.deepEqual(await rows("select username from user_logs where action like 'admin_%'"), [])
})

test('rows on what is there change only when asked for, and never those of private repositories', async t => {
  const { admin, rows } = await openAdministration(t, {
    repositories: {
      open: {},
      closed: { grants: { default: 'none' } },
      secret: { private: true },
      bare: { grants: { default: null } },
    },
    groups: { team: {} },
  })
  const before = await rows(grantsQuery)
  await admin.send('/_admin/permissions', fields)
  t.deepEqual(await rows(grantsQuery), before)
  await admin.send('/_admin/permissions', { ...fields, overwrite_default_repo: 'True' })
  t.deepEqual(await rows(grantsQuery), [
    { name: 'closed', permission: 'repository.write' },
    { name: 'open', permission: 'repository.write' },
    { name: 'secret', permission: 'repository.read' },
  ])
  await admin.send('/_admin/permissions', {
    ...fields,
    default_group_perm: 'group.admin',
    overwrite_default_group: 'on',
  })
  const group = 'select permission_name as name from user_repo_group_to_perm join permissions using (permission_id)'
  t.deepEqual(await rows(group), [{ name: 'group.admin' }])
})

test('a value that is none of the choices is said at its field, and nothing is saved or lost', async t => {
  const { admin, rows } = await openAdministration(t)
  const before = await rows(globalsQuery)
  const answer = await admin.send('/_admin/permissions', {
    ...fields,
    default_fork: 'hg.admin',
    overwrite_default_repo: '1',
  })
  t.is(answer.status, 200)
  t.regex(answer.text, /<title>Error · /)
  t.regex(answer.text, /id="default_fork-error"/)
  t.regex(answer.text, /<option value="repository.write" selected>/)
  t.regex(answer.text, /name="overwrite_default_repo" value="True" checked/)
  t.deepEqual(await rows(globalsQuery), before)
  t.is((await admin.send('/_admin/permissions', { default_repo_perm: 'repository.read' })).status, 200)
  t.deepEqual(await rows(globalsQuery), before)
})

test('the overview says what everybody may do', async t => {
  const { admin } = await openAdministration(t, {
    repositories: { open: {}, 'team/closed': { grants: { default: 'none' } }, secret: { private: true } },
    userGroups: { crew: { members: [] } },
  })
  const { status, text } = await admin.ask('/_admin/permissions/perms')
  t.is(status, 200)
  t.regex(text, /May fork/)
  t.regex(text, /<a href="\/open">open<\/a><\/th>\s*<td class="fit"><span class="label ok">read/)
  t.regex(text, /No access: 2.*secret/s)
})
