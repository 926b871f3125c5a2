import test from 'ava'
import {
  grantOnGroup,
  grantOnRepository,
  grantOnUserGroup,
  listGroupGlobals,
  listGroupGrants,
  listRepositoryGrants,
  listUserGlobals,
  listUserGroupGrants,
  setGroupGlobals,
  setUserGlobals,
} from '#db/permissions.ts'
import type { Database } from '#db/database.ts'
import { insertGroup } from '#db/repository-groups.ts'
import { addMember, insertUserGroup } from '#db/user-groups.ts'
import { insertUser } from '#db/users.ts'
import { makeDatabase } from '../helpers/database.ts'

const now = new Date(2026, 0, 1)
const defaultId = 1

/** bob is in `on`, which is active, and in `off`, which is not; nobody is in `empty`. */
async function people(db: Database) {
  const rest = { password: '', active: true, admin: false, firstName: '', lastName: '', apiKey: '', createdOn: now }
  const bob = await insertUser(db, { username: 'bob', ...rest })
  const group = (name: string, active: boolean) =>
    insertUserGroup(db, { name, active, description: '', ownerId: 2, createdOn: now, externType: null })
  const [on, off, empty] = [await group('on', true), await group('off', false), await group('empty', true)]
  for (const { id } of [on, off]) await addMember(db, id, bob.id)
  return { bob: bob.id, on: on.id, off: off.id, empty: empty.id }
}

test('global permissions: those of a new site, and what is set in their place', async t => {
  const { db } = await makeDatabase(t)
  t.deepEqual(await listUserGlobals(db, defaultId), [
    'repository.read',
    'group.read',
    'usergroup.read',
    'hg.create.repository',
    'hg.fork.repository',
    'hg.register.manual_activate',
    'hg.extern_activate.auto',
  ])
  await setUserGlobals(db, 2, ['hg.fork.none', 'hg.create.none', 'hg.fork.none'])
  t.deepEqual(await listUserGlobals(db, 2), ['hg.fork.none', 'hg.create.none'])
  t.is((await listUserGlobals(db, defaultId)).length, 7)
  await t.throwsAsync(setUserGlobals(db, 2, ['hg.fork.perhaps']), { instanceOf: TypeError })
  t.deepEqual(await listUserGlobals(db, 2), ['hg.fork.none', 'hg.create.none'])
})

test('groups give their members global permissions while they are switched on', async t => {
  const { db } = await makeDatabase(t)
  const { bob, on, off, empty } = await people(db)
  await setGroupGlobals(db, on, ['hg.create.repository'])
  await setGroupGlobals(db, off, ['hg.fork.repository'])
  await setGroupGlobals(db, empty, ['hg.usergroup.create.true'])
  t.deepEqual(await listGroupGlobals(db, bob), ['hg.create.repository'])
  t.deepEqual(await listGroupGlobals(db, 2), [])
})

test('grants on a repository come with where they are from', async t => {
  const { db } = await makeDatabase(t)
  const { bob, on, off, empty } = await people(db)
  await grantOnRepository(db, { repositoryId: 7, userId: defaultId, permission: 'repository.read' })
  await grantOnRepository(db, { repositoryId: 7, userId: bob, permission: 'repository.write' })
  await grantOnRepository(db, { repositoryId: 7, userId: 2, permission: 'repository.admin' })
  await grantOnRepository(db, { repositoryId: 8, userGroupId: on, permission: 'repository.admin' })
  for (const userGroupId of [off, empty]) {
    await grantOnRepository(db, { repositoryId: 9, userGroupId, permission: 'repository.admin' })
  }
  const expected = [
    { repositoryId: 7, permission: 'repository.read', source: 'default' },
    { repositoryId: 7, permission: 'repository.write', source: 'user' },
    { repositoryId: 8, permission: 'repository.admin', source: 'group' },
  ]
  t.deepEqual(await listRepositoryGrants(db, { userId: bob, defaultId }), expected)
  t.deepEqual(await listRepositoryGrants(db, { userId: bob, defaultId: null }), expected.slice(1))
  t.deepEqual(await listRepositoryGrants(db, { userId: defaultId, defaultId }), expected.slice(0, 1))
})

test('a grant takes the place of the one before, and of those that should not be there', async t => {
  const { db } = await makeDatabase(t)
  const grant = (permission: string) => grantOnRepository(db, { repositoryId: 7, userId: 2, permission })
  const listed = async () => (await listRepositoryGrants(db, { userId: 2, defaultId })).map(row => row.permission)
  await grant('repository.read')
  await grant('repository.write')
  t.deepEqual(await listed(), ['repository.write'])
  await db.insertInto('repo_to_perm').values({ user_id: 2, repository_id: 7, permission_id: 5 }).execute()
  await grant('repository.admin')
  t.deepEqual(await listed(), ['repository.admin'])
})

test('grants on groups of repositories and on user groups', async t => {
  const { db } = await makeDatabase(t)
  const { bob, on } = await people(db)
  const { id } = await insertGroup(db, { name: 'g', parentId: null, description: '', ownerId: 2, createdOn: now })
  await grantOnGroup(db, { groupId: id, userId: defaultId, permission: 'group.read' })
  await grantOnGroup(db, { groupId: id, userGroupId: on, permission: 'group.write' })
  await grantOnGroup(db, { groupId: id, userGroupId: on, permission: 'group.admin' })
  await grantOnUserGroup(db, { onUserGroupId: 5, userId: bob, permission: 'usergroup.read' })
  await grantOnUserGroup(db, { onUserGroupId: 6, userGroupId: on, permission: 'usergroup.admin' })
  t.deepEqual(await listGroupGrants(db, { userId: bob, defaultId }), [
    { groupId: id, permission: 'group.read', source: 'default' },
    { groupId: id, permission: 'group.admin', source: 'group' },
  ])
  t.deepEqual(await listUserGroupGrants(db, { userId: bob, defaultId }), [
    { userGroupId: 5, permission: 'usergroup.read', source: 'user' },
    { userGroupId: 6, permission: 'usergroup.admin', source: 'group' },
  ])
})
