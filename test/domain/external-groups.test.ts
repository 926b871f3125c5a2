import test from 'ava'
import { listUserGroupGrants } from '#db/permissions.ts'
import { findUserGroupByName, listGroupsOfUser } from '#db/user-groups.ts'
import { takeOverGroups } from '#domain/external-groups.ts'
import { signInFromHost } from '#domain/sign-in.ts'
import { iisCaller, makeSite } from '../helpers/site.ts'

test('groups that a plugin manages are joined and left, groups of people are not', async t => {
  const { site, user } = await makeSite(t, {
    users: { joe: { externType: 'crowd' } },
    userGroups: {
      staff: { members: ['joe'] },
      left: { members: ['joe'], externType: 'crowd' },
      kept: { members: ['joe'], externType: 'crowd' },
      joined: { members: [], externType: 'crowd' },
      people: { members: [] },
    },
  })
  const { id: userId } = await user('joe')
  await takeOverGroups(site, { plugin: 'crowd', userId, names: ['kept', 'joined', 'people', 'new'] })
  t.deepEqual(
    (await listGroupsOfUser(site.db, userId)).map(({ name }) => name),
    ['joined', 'kept', 'new', 'staff'],
  )
  const made = await findUserGroupByName(site.db, 'new')
  t.like(made, {
    active: true,
    externType: 'crowd',
    description: 'Automatically created from plugin:crowd',
    ownerId: (await user('admin')).id,
  })
})

test('a group made for a plugin has the rows of every new one: for everybody, and for its owner', async t => {
  const { site, user } = await makeSite(t, { globals: ['usergroup.write'], users: { joe: { externType: 'crowd' } } })
  const { id: userId } = await user('joe')
  await takeOverGroups(site, { plugin: 'crowd', userId, names: ['new'] })
  const { id: onUserGroupId } = (await findUserGroupByName(site.db, 'new')) ?? { id: 0 }
  const { id: defaultId } = await user('default')
  const { id: adminId } = await user('admin')
  const granted = (id: number) => listUserGroupGrants(site.db, { userId: id, defaultId: null })
  t.deepEqual(await granted(defaultId), [{ userGroupId: onUserGroupId, source: 'user', permission: 'usergroup.write' }])
  t.deepEqual(await granted(adminId), [{ userGroupId: onUserGroupId, source: 'user', permission: 'usergroup.admin' }])
})

test('a sign-on through the container leaves the groups that other plugins manage', async t => {
  const { site, user } = await makeSite(t, {
    container: true,
    users: { joe: { externType: null } },
    userGroups: { staff: { members: ['joe'] }, directory: { members: ['joe'], externType: 'crowd' } },
  })
  await signInFromHost(site, iisCaller('CORP\\joe'))
  t.deepEqual(
    (await listGroupsOfUser(site.db, (await user('joe')).id)).map(({ name }) => name),
    ['staff'],
  )
})
