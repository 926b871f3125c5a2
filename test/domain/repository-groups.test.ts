import test from 'ava'
import { branchOf, listGroupsAbove, searchBelow } from '#domain/repository-groups.ts'
import { listVisible } from '#domain/repositories.ts'
import { loadPermissions } from '#domain/permissions.ts'
import { makeSite } from '../helpers/site.ts'

const options = {
  users: { bob: {} },
  groups: { hidden: { grants: { default: 'none' as const } }, 'a/b': {} },
  repositories: { top: {}, 'a/One': {}, 'a/b/two': {}, 'hidden/reachable': {}, 'a/b/none': { private: true } },
}

const paths = ({ groups, repositories }: ReturnType<typeof branchOf>) => [
  ...groups.map(({ path }) => `${path}/`),
  ...repositories.map(({ path }) => path),
]

test('what stands in a group that is not seen moves up to one that is', async t => {
  const { site, user } = await makeSite(t, options)
  const visible = await listVisible(site, await loadPermissions(site.db, await user('bob')))
  t.deepEqual(paths(branchOf(visible, null)), ['a/', 'hidden/reachable', 'top'])
})

test('a group lists what stands in it, by names from there, and counts what is below', async t => {
  const { site, user, group } = await makeSite(t, options)
  const visible = await listVisible(site, await loadPermissions(site.db, await user('bob')))
  const branch = branchOf(visible, await group('a'))
  t.deepEqual(paths(branch), ['b/', 'One'])
  t.like(branch.groups[0], { groupsBelow: 0, repositoriesBelow: 1 })
})

test('the search finds letters anywhere below, in whatever case', async t => {
  const { site, user, group } = await makeSite(t, options)
  const visible = await listVisible(site, await loadPermissions(site.db, await user('bob')))
  t.deepEqual(paths(searchBelow(visible, null, 'ONE')), ['a/One'])
  t.deepEqual(paths(searchBelow(visible, await group('a'), 'o')), ['b/two', 'One'])
})

test('the groups above are told from the outermost in', async t => {
  const { site, repository } = await makeSite(t, options)
  const { groupId } = await repository('a/b/two')
  t.deepEqual(
    (await listGroupsAbove(site, groupId)).map(({ name }) => name),
    ['a', 'a/b'],
  )
  t.deepEqual(await listGroupsAbove(site, null), [])
})
