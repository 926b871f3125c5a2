import test from 'ava'
import { sql } from 'kysely'
import { grantOnGroup, grantOnRepository, grantOnUserGroup, setGroupGlobals } from '#db/permissions.ts'
import { listRepositories } from '#db/repositories.ts'
import { findUserGroupByName } from '#db/user-groups.ts'
import { updateUser } from '#db/users.ts'
import { loadPermissions } from '#domain/permissions.ts'
import { copyGoldenDatabase } from '../helpers/database.ts'
import { type MadeSite, makeSite } from '../helpers/site.ts'
import { readSayings, tellPermissions } from '../helpers/told-permissions.ts'

/** The default user of the golden database. */
const everybody = 1

test('everybody may do what Kallithea 0.7 says that he may', async t => {
  for (const { statements, answers } of await readSayings()) {
    const { db } = await copyGoldenDatabase(t)
    for (const statement of statements) await sql.raw(statement).execute(db)
    const closed = (await listRepositories(db)).filter(row => row.private && row.ownerId !== everybody)
    t.true(Object.keys(answers).length > 12)
    for (const [id, { global, repositories, ...told }] of Object.entries(answers)) {
      const expected = { ...told, global: global.toSorted(), repositories: { ...repositories } }
      // here a row for everybody never opens a private repository
      if (Number(id) === everybody) for (const { name } of closed) expected.repositories[name] = 'repository.none'
      t.deepEqual(await tellPermissions(db, Number(id)), expected, id)
    }
  }
})

test('closing anonymous access takes nothing from those who sign in', async t => {
  const { site, user, repository, group } = await makeSite(t, {
    users: { ann: {} },
    groups: { shelf: { grants: { default: 'write' } } },
    repositories: { atlas: {} },
  })
  const { id } = await user('default')
  await updateUser(site.db, id, { active: false })
  const [ann, nobody] = [await loadPermissions(site.db, await user('ann')), await loadPermissions(site.db, null)]
  t.is(ann.repository(await repository('atlas')), 'read')
  t.is(ann.group(await group('shelf')), 'write')
  t.deepEqual(ann.global, nobody.global)
  t.true(nobody.global.has('hg.register.manual_activate'))
  t.is(nobody.repository(await repository('atlas')), 'none')
  t.is(nobody.group(await group('shelf')), 'none')
})

test('what somebody owns counts for repositories alone, and a row takes nothing from an owner', async t => {
  const { site, user, repository, group } = await makeSite(t, {
    users: { ann: {} },
    groups: { shelf: { owner: 'ann', grants: { default: 'read' } } },
    repositories: { diary: { owner: 'ann', private: true, grants: { ann: 'none' } } },
  })
  const ann = await loadPermissions(site.db, await user('ann'))
  t.is(ann.repository(await repository('diary')), 'admin')
  t.is(ann.group(await group('shelf')), 'read')
})

test('user groups are opened by rows for everybody, for oneself, and for groups one is in', async t => {
  const made = await makeSite(t, {
    users: { ann: {}, bob: {} },
    userGroups: {
      team: { members: ['ann'] },
      club: { members: ['ann'] },
      asleep: { members: ['ann'], active: false },
      board: { members: [] },
    },
  })
  const { site, user } = made
  const [team, club] = [await idOf(made, 'team'), await idOf(made, 'club')]
  const [asleep, board] = [await idOf(made, 'asleep'), await idOf(made, 'board')]
  await site.db
    .updateTable('users_groups')
    .set({ user_id: (await user('bob')).id })
    .execute()
  await grantOnUserGroup(site.db, {
    onUserGroupId: board,
    userId: (await user('default')).id,
    permission: 'usergroup.read',
  })
  await grantOnUserGroup(site.db, { onUserGroupId: board, userGroupId: team, permission: 'usergroup.write' })
  await grantOnUserGroup(site.db, { onUserGroupId: board, userGroupId: asleep, permission: 'usergroup.admin' })
  await grantOnUserGroup(site.db, {
    onUserGroupId: club,
    userId: (await user('ann')).id,
    permission: 'usergroup.admin',
  })
  const levels = async (name: string) => {
    const permissions = await loadPermissions(site.db, await user(name))
    return [team, club, asleep, board].map(id => permissions.userGroup({ id }))
  }
  t.deepEqual(await levels('ann'), ['none', 'admin', 'none', 'write'])
  t.deepEqual(await levels('bob'), ['none', 'none', 'none', 'read'])
  t.deepEqual(await levels('default'), ['none', 'none', 'none', 'read'])
  t.deepEqual(await levels('admin'), ['admin', 'admin', 'admin', 'admin'])
})

test('of what may be made and done on the site the most counts, whoever it is from', async t => {
  const made = await makeSite(t, {
    globals: ['hg.create.none', 'hg.fork.none', 'hg.register.none', 'hg.extern_activate.manual', 'usergroup.write'],
    users: { ann: { globals: ['hg.create.repository', 'hg.fork.none', 'hg.extern_activate.auto'] } },
    userGroups: { team: { members: ['ann'] } },
  })
  const { site, user } = made
  const ofTeam = ['hg.create.none', 'hg.fork.repository', 'hg.usergroup.create.true', 'hg.register.auto_activate']
  await setGroupGlobals(site.db, await idOf(made, 'team'), [...ofTeam, 'usergroup.admin', 'group.none'])
  t.deepEqual([...(await loadPermissions(site.db, await user('ann'))).global].toSorted(), [
    'group.read',
    'hg.create.repository',
    'hg.extern_activate.auto',
    'hg.fork.repository',
    'hg.register.auto_activate',
    'hg.usergroup.create.true',
    'repository.read',
    'usergroup.admin',
  ])
})

test('names that older versions left say nothing, wherever they stand', async t => {
  const { site, user } = await makeSite(t, { users: { ann: {} } })
  const { db } = site
  const old = ['hg.create.perhaps', 'hg.create.write_on_repogroup.true', 'hg.inherit_default_perms.false']
  for (const permission_name of old) await db.insertInto('permissions').values({ permission_name }).execute()
  const { id } = await user('ann')
  await sql`insert into user_to_perm (user_id, permission_id)
    select ${id}, permission_id from permissions where permission_name in (${sql.join(old)})`.execute(db)
  const { global } = await loadPermissions(db, await user('ann'))
  for (const name of (await loadPermissions(db, null)).global) t.true(global.has(name), name)
  t.false(global.has('hg.create.perhaps'))
})

test('no row makes an administrator, and no row of another kind opens anything', async t => {
  const { site, user, repository, group } = await makeSite(t, {
    users: { ann: { globals: ['hg.admin'] } },
    userGroups: { team: { members: ['ann'], globals: ['hg.admin'] } },
    groups: { vault: { grants: { default: 'none' } } },
    repositories: { atlas: { grants: { default: 'none' } }, map: { grants: { default: 'none' } } },
  })
  const [{ id: userId }, atlas, map, vault] = [
    await user('ann'),
    await repository('atlas'),
    await repository('map'),
    await group('vault'),
  ]
  await grantOnRepository(site.db, { repositoryId: atlas.id, userId, permission: 'hg.admin' })
  await grantOnRepository(site.db, { repositoryId: map.id, userId, permission: 'group.admin' })
  await grantOnGroup(site.db, { groupId: vault.id, userId, permission: 'repository.read' })
  const ann = await loadPermissions(site.db, await user('ann'))
  t.false(ann.isAdmin)
  t.false(ann.global.has('hg.admin'))
  t.deepEqual([ann.repository(atlas), ann.repository(map), ann.group(vault)], ['none', 'none', 'none'])
})

async function idOf({ site }: MadeSite, userGroup: string): Promise<number> {
  return (await findUserGroupByName(site.db, userGroup))?.id ?? 0
}
