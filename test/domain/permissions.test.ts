import test from 'ava'
import { atLeast, type Level, loadPermissions } from '#domain/permissions.ts'
import { makeSite, type RepositoryOptions, type SiteOptions } from '../helpers/site.ts'

const people: SiteOptions = {
  users: {
    reader: {},
    grouped: {},
    slumbering: {},
    writer: {},
    keeper: {},
    owner: {},
    outsider: {},
    boss: { admin: true },
  },
  userGroups: {
    developers: { members: ['grouped', 'writer'] },
    contractors: { members: ['slumbering', 'outsider'], active: false },
  },
}

const grants: RepositoryOptions['grants'] = {
  reader: 'read',
  '@developers': 'read',
  '@contractors': 'admin',
  writer: 'write',
  keeper: 'admin',
}

interface Role {
  /** null is nobody: not signed on, anonymous access closed. */
  readonly who: string | null
  readonly closed: Level
  readonly open: Level
  readonly private: Level
  readonly group: Level
}

/**
 * What each may do in a repository closed to all, open to all for reading, private, and in a repository group closed
 * to all.
 */
const roles: readonly Role[] = [
  { who: null, closed: 'none', open: 'none', private: 'none', group: 'none' },
  { who: 'default', closed: 'none', open: 'read', private: 'none', group: 'none' },
  { who: 'outsider', closed: 'none', open: 'read', private: 'none', group: 'none' },
  { who: 'slumbering', closed: 'none', open: 'read', private: 'none', group: 'none' },
  { who: 'reader', closed: 'read', open: 'read', private: 'read', group: 'read' },
  { who: 'grouped', closed: 'read', open: 'read', private: 'read', group: 'read' },
  { who: 'writer', closed: 'write', open: 'write', private: 'write', group: 'write' },
  { who: 'keeper', closed: 'admin', open: 'admin', private: 'admin', group: 'admin' },
  { who: 'owner', closed: 'admin', open: 'admin', private: 'admin', group: 'none' },
  { who: 'boss', closed: 'admin', open: 'admin', private: 'admin', group: 'admin' },
]

test('role × lock', async t => {
  const { site, repository, group, user } = await makeSite(t, {
    ...people,
    groups: { inside: { owner: 'owner', grants: { ...grants, default: 'none' } } },
    repositories: {
      closed: { owner: 'owner', grants: { ...grants, default: 'none' } },
      open: { owner: 'owner', grants: { ...grants, default: 'read' } },
      private: { owner: 'owner', private: true, grants: { ...grants, default: 'none' } },
    },
  })
  for (const { who, ...expected } of roles) {
    const permissions = await loadPermissions(site.db, who === null ? null : await user(who))
    const actual = {
      closed: permissions.repository(await repository('closed')),
      open: permissions.repository(await repository('open')),
      private: permissions.repository(await repository('private')),
      group: permissions.group(await group('inside')),
    }
    t.deepEqual(actual, expected, `${who}`)
    t.is(permissions.isAdmin, who === 'boss')
  }
})

test('a private repository stays closed even where a row for everybody is left', async t => {
  const { site, repository, user } = await makeSite(t, {
    users: { ann: {}, bob: {} },
    repositories: { diary: { owner: 'ann', private: true, grants: { default: 'read' } } },
  })
  const diary = await repository('diary')
  for (const name of ['default', 'bob'])
    t.is((await loadPermissions(site.db, await user(name))).repository(diary), 'none')
  t.is((await loadPermissions(site.db, await user('ann'))).repository(diary), 'admin')
})

test('without a row for everybody things are closed, and administrators have them all the same', async t => {
  const { site, repository, group, user } = await makeSite(t, {
    users: { ann: {}, bob: {}, boss: { admin: true } },
    groups: { lost: { grants: { default: null, ann: 'read' } } },
    repositories: { lost2: { grants: { default: null, ann: 'write' } } },
  })
  const levels = async (name: string) => {
    const permissions = await loadPermissions(site.db, await user(name))
    return [permissions.repository(await repository('lost2')), permissions.group(await group('lost'))]
  }
  t.deepEqual(await levels('bob'), ['none', 'none'])
  t.deepEqual(await levels('default'), ['none', 'none'])
  t.deepEqual(await levels('ann'), ['write', 'read'])
  t.deepEqual(await levels('boss'), ['admin', 'admin'])
})

test('the highest grant counts, and a lower one takes nothing away', async t => {
  const { site, repository, user } = await makeSite(t, {
    users: { ann: {} },
    userGroups: { developers: { members: ['ann'] } },
    repositories: {
      one: { grants: { default: 'write', ann: 'read', '@developers': 'none' } },
      two: { grants: { default: 'read', ann: 'none', '@developers': 'admin' } },
    },
  })
  const permissions = await loadPermissions(site.db, await user('ann'))
  t.is(permissions.repository(await repository('one')), 'write')
  t.is(permissions.repository(await repository('two')), 'admin')
})

test('a group gives nothing to the repositories in it', async t => {
  const { site, repository, user } = await makeSite(t, {
    users: { ann: {} },
    groups: { work: { grants: { ann: 'admin', default: 'read' } } },
    repositories: { 'work/plan': { grants: { default: 'none' } } },
  })
  t.is((await loadPermissions(site.db, await user('ann'))).repository(await repository('work/plan')), 'none')
})

test('global permissions: one of each kind, and a row only ever raises', async t => {
  const { site, user } = await makeSite(t, {
    users: { ann: { globals: ['hg.create.none', 'hg.usergroup.create.true'] }, bob: {}, boss: { admin: true } },
    userGroups: {
      makers: { members: ['bob'], globals: ['hg.register.auto_activate'] },
      asleep: { members: ['bob'], active: false, globals: ['hg.usergroup.create.true'] },
    },
  })
  const globals = async (name: string | null) => {
    const permissions = await loadPermissions(site.db, name === null ? null : await user(name))
    return [...permissions.global].toSorted()
  }
  const everybody = [
    'group.read',
    'hg.create.repository',
    'hg.extern_activate.auto',
    'hg.fork.repository',
    'hg.register.manual_activate',
    'repository.read',
    'usergroup.read',
  ]
  t.deepEqual(await globals('default'), everybody)
  t.deepEqual(await globals(null), everybody)
  t.deepEqual(await globals('ann'), [...everybody, 'hg.usergroup.create.true'].toSorted())
  t.deepEqual(
    await globals('bob'),
    everybody.map(name => (name === 'hg.register.manual_activate' ? 'hg.register.auto_activate' : name)).toSorted(),
  )
  t.deepEqual(await globals('boss'), ['hg.admin'])
})

test('levels contain each other', t => {
  const levels: readonly Level[] = ['none', 'read', 'write', 'admin']
  for (const [place, level] of levels.entries()) {
    for (const [other, wanted] of levels.entries()) t.is(atLeast(level, wanted), place >= other)
  }
})
