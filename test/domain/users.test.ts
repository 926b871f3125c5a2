import test from 'ava'
import { listExternalSignOns } from '#db/external-sign-ons.ts'
import { activateUser, getUser, makeAdministrator } from '#domain/users.ts'
import { noteWaiting } from '#domain/waiting-accounts.ts'
import { makeSite } from '../helpers/site.ts'

test('an account that is activated is active and no more, and the journal says by whom', async t => {
  const { site, user } = await makeSite(t, { users: { joe: { externType: 'container', active: false } } })
  const before = await user('joe')
  await noteWaiting(site, before, { address: '192.0.2.9', name: 'CORP\\joe' })
  await activateUser(site, before, { user: await user('admin'), address: '192.0.2.7' })
  t.deepEqual(await user('joe'), { ...before, active: true })
  t.deepEqual(await listExternalSignOns(site.db), [])
  const journal = await site.db
    .selectFrom('user_logs')
    .select(['username', 'repository_id', 'repository_name', 'user_ip', 'action'])
    .execute()
  t.deepEqual(journal, [
    {
      username: 'admin',
      repository_id: null,
      repository_name: '',
      user_ip: '192.0.2.7',
      action: 'admin_updated_user:joe',
    },
  ])
})

test('an administrator is active and has everything', async t => {
  const { site, user } = await makeSite(t, { users: { joe: { externType: 'container', active: false } } })
  const before = await user('joe')
  await makeAdministrator(site, before, null)
  t.deepEqual(await user('joe'), { ...before, active: true, admin: true })
})

test('the default user is never made an administrator, nor opened by this door', async t => {
  const { site, user } = await makeSite(t, { anonymous: false })
  const nobody = await user('default')
  await t.throwsAsync(makeAdministrator(site, nobody, null), { message: 'the default user is not a person' })
  await t.throwsAsync(activateUser(site, nobody, null), { message: 'the default user is not a person' })
  t.deepEqual(await user('default'), nobody)
})

test('an account that is not there is a Problem', async t => {
  const { site } = await makeSite(t)
  await t.throwsAsync(getUser(site, 999), { message: 'no such user' })
})
