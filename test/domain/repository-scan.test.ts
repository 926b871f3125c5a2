import { chmod, mkdir, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { listRepositoryGrants } from '#db/permissions.ts'
import { listGroups } from '#db/repository-groups.ts'
import { loadPermissions } from '#domain/permissions.ts'
import { scanRepositories } from '#domain/repository-scan.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'

const history = [commit('first', { readme: 'hello' }), commit('second: ü', { readme: 'hello again' })]

test('both kinds are taken in, with the groups they stand in and the newest commit', async t => {
  const { site, root, repository, group, user } = await makeSite(t, { users: { boss: { admin: true } } })
  await mkdir(path.join(root, 'projects', 'web'), { recursive: true })
  const ids = await makeRepository('git', path.join(root, 'projects', 'web', 'site'), history)
  const nodes = await makeRepository('hg', path.join(root, 'library'), history)
  const scan = await scanRepositories(site)
  t.deepEqual(scan, { added: ['library', 'projects/web/site'], removed: [], skipped: [] })

  const admin = await user('admin')
  const row = await repository('projects/web/site')
  t.like(row, {
    kind: 'git',
    state: 'repo_state_created',
    ownerId: admin.id,
    private: false,
    statistics: false,
    downloads: false,
    description: 'projects/web/site repository',
    landingRevision: 'rev:tip',
    forkId: null,
    groupId: (await group('projects/web')).id,
  })
  t.like(row.changesetCache, {
    rawId: ids[1],
    shortId: ids[1]?.slice(0, 12),
    revision: 1,
    author: 'Ann Author <ann@example.com>',
  })
  t.regex(row.changesetCache?.message ?? '', /^second: ü/)
  t.regex(row.changesetCache?.date ?? '', /^2020-09-1[34]T\d\d:\d\d:\d\d$/)
  t.is(row.updatedOn.getTime(), 1_600_000_060_000)
  t.is((await repository('library')).changesetCache?.rawId, nodes[1])

  const groups = await listGroups(site.db)
  t.deepEqual(
    groups.map(({ name, description, ownerId }) => ({ name, description, ownerId })),
    ['projects', 'projects/web'].map(name => ({ name, description: `${name} group`, ownerId: admin.id })),
  )
  t.is((await group('projects/web')).parentId, (await group('projects')).id)
  const everybody = await loadPermissions(site.db, await user('default'))
  t.is(everybody.repository(row), 'read')
  t.is(everybody.group(await group('projects/web')), 'read')
})

test('a second scan adds nothing', async t => {
  const { site, root } = await makeSite(t)
  await makeRepository('git', path.join(root, 'app'), history)
  t.deepEqual((await scanRepositories(site)).added, ['app'])
  t.deepEqual((await scanRepositories(site)).added, [])
})

test('repositories that are gone are named, and their rows stay', async t => {
  const { site, root, repository } = await makeSite(t, { repositories: { gone: {} } })
  await makeRepository('git', path.join(root, 'app'), history)
  t.deepEqual(await scanRepositories(site), { added: ['app'], removed: ['gone'], skipped: [] })
  t.is((await repository('gone')).name, 'gone')
})

test('removed and hidden folders, checkouts, and what lies inside a repository are not taken in', async t => {
  const { site, root } = await makeSite(t)
  const make = async (name: string) => {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true })
    await makeRepository('git', path.join(root, name), history)
  }
  await make('rm__20240131_235959_123456__old')
  await make('rm__20240131_235959_123456_GROUP_old/inner')
  await make('.rc_gist_store/abc')
  await make('.cache/largefiles/x')
  await make('outer')
  await make('outer/inner')
  await make('rm__notes')
  await make('checkout/below')
  await make('checkout/.git')
  await mkdir(path.join(root, 'both', '.hg'), { recursive: true })
  await make('both/.git')
  await mkdir(path.join(root, 'broken', 'objects'), { recursive: true })
  await mkdir(path.join(root, 'broken', 'refs'))
  await make('broken/inside')
  t.deepEqual((await scanRepositories(site)).added, ['broken/inside', 'outer', 'rm__notes'])
})

test('a name that is not its own slug is left out with the reason', async t => {
  const { site, root } = await makeSite(t)
  await makeRepository('git', path.join(root, 'two words'), history)
  t.deepEqual(await scanRepositories(site), {
    added: [],
    removed: [],
    skipped: [{ name: 'two words', why: 'a repository cannot have this name' }],
  })
})

test('a link to a repository counts, a link to a folder is not followed', async t => {
  const { site, root, folder } = await makeSite(t)
  const elsewhere = path.join(folder, 'elsewhere')
  await mkdir(elsewhere)
  await makeRepository('git', path.join(elsewhere, 'app'), history)
  await symlink(path.join(elsewhere, 'app'), path.join(root, 'linked'))
  await symlink(elsewhere, path.join(root, 'group'))
  await symlink(root, path.join(root, 'circle'))
  await symlink('/nonexistent', path.join(root, 'dangling'))
  t.deepEqual((await scanRepositories(site)).added, ['linked'])
})

test('the settings say what new repositories are, and a private one is closed', async t => {
  const { site, root, repository, user } = await makeSite(t, {
    users: { ann: {} },
    settings: {
      default_repo_private: 'True',
      default_repo_enable_statistics: 'True',
      default_repo_enable_downloads: 'True',
    },
  })
  await makeRepository('hg', path.join(root, 'diary'), history)
  await scanRepositories(site, { actor: await user('ann') })
  const row = await repository('diary')
  t.like(row, { private: true, statistics: true, downloads: true, ownerId: (await user('ann')).id })
  const { id } = await user('default')
  t.deepEqual(
    (await listRepositoryGrants(site.db, { userId: id, defaultId: id }))
      .map(({ permission }) => permission)
      .filter(name => name !== 'repository.none'),
    [],
  )
})

test('what everybody may do comes from the default user', async t => {
  const { site, root, repository, user } = await makeSite(t, { globals: ['repository.none', 'group.none'] })
  await mkdir(path.join(root, 'work'))
  await makeRepository('git', path.join(root, 'work', 'app'), history)
  await scanRepositories(site)
  t.is((await loadPermissions(site.db, await user('default'))).repository(await repository('work/app')), 'none')
})

test('the owner follows, and the journal says so', async t => {
  const { site, root, repository, user } = await makeSite(t)
  await makeRepository('git', path.join(root, 'app'), history)
  await scanRepositories(site)
  const { id: repositoryId } = await repository('app')
  const { id: userId } = await user('admin')
  const follows = await site.db.selectFrom('user_followings').select(['user_id', 'follows_repository_id']).execute()
  t.deepEqual(follows, [{ user_id: userId, follows_repository_id: repositoryId }])
  const journal = await site.db
    .selectFrom('user_logs')
    .select(['user_id', 'username', 'repository_id', 'repository_name', 'user_ip', 'action'])
    .execute()
  t.deepEqual(journal, [
    {
      user_id: userId,
      username: 'admin',
      repository_id: repositoryId,
      repository_name: 'app',
      user_ip: '',
      action: 'started_following_repo',
    },
  ])
})

test('an empty repository has no newest commit, and gets it at the next scan', async t => {
  const { site, root, repository } = await makeSite(t)
  await makeRepository('git', path.join(root, 'app'), [])
  await scanRepositories(site)
  t.is((await repository('app')).changesetCache, null)
  await rm(path.join(root, 'app'), { recursive: true })
  await makeRepository('git', path.join(root, 'app'), history)
  await scanRepositories(site)
  t.is((await repository('app')).changesetCache?.revision, 1)
})

test('a damaged repository does not keep the others out', async t => {
  const { site, root } = await makeSite(t)
  await makeRepository('hg', path.join(root, 'a-broken'), history)
  await rename(path.join(root, 'a-broken', '.hg', 'store', '00changelog.i'), path.join(root, 'saved'))
  await mkdir(path.join(root, 'a-broken', '.hg', 'store', '00changelog.i'))
  await makeRepository('git', path.join(root, 'z-good'), history)
  const scan = await scanRepositories(site)
  t.true(scan.added.includes('z-good'))
  t.deepEqual(
    scan.skipped.map(({ name }) => name),
    ['a-broken'],
  )
})

test('a folder that may not be read is left alone', async t => {
  const { site, root } = await makeSite(t)
  await makeRepository('git', path.join(root, 'app'), history)
  await mkdir(path.join(root, 'locked'))
  await chmod(path.join(root, 'locked'), 0)
  t.deepEqual((await scanRepositories(site)).added, ['app'])
  await chmod(path.join(root, 'locked'), 0o700)
})
