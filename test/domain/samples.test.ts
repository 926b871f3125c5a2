import path from 'node:path'
import test from 'ava'
import { makeSampleRepositories } from '../../lib/domain/samples.ts'
import { openVcs, type Vcs } from '../../lib/vcs/open.ts'
import { makeFolder } from '../helpers/folder.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'

function openThem(home: string, hg = 'hg'): Vcs {
  return openVcs({ git: 'git', hg, home, encodings: [], revFilter: '--all' })
}

test('the samples are a copy of the project, and a Mercurial history with everything in it', async t => {
  const folder = await makeFolder(t)
  const vcs = openThem(path.join(folder, 'home'))
  t.teardown(() => vcs.close())
  await makeRepository('git', path.join(folder, 'project.git'), [commit('one', { a: '1' })])
  const samples = { vcs, root: path.join(folder, 'root'), project: path.join(folder, 'project.git') }
  t.deepEqual(await makeSampleRepositories(samples), ['kallithea', 'samples/tide-tables'])
  t.is(await (await vcs.open('git', path.join(folder, 'root/kallithea'))).count(), 1)
  const repository = await vcs.open('hg', path.join(folder, 'root/samples/tide-tables'))
  const { branches, closedBranches, tags, bookmarks } = await repository.refs()
  const names = (refs: typeof tags): string[] => refs.map(({ name }) => name)
  t.deepEqual(names(branches), ['default', 'stable', 'time-zones'])
  t.deepEqual(names(closedBranches), ['chart-view'])
  t.deepEqual(names(tags), ['tip', '1.1', '1.0', '0.2', '0.1'])
  t.deepEqual(names(bookmarks), ['review/time-zones', 'production', '@'])
  const tip = await repository.tip()
  // The dates and authors are the same each time, so the ids are.
  t.is(tip as string, '4284eecb4ce3a1bafd12001e1bb824257997cf6f')
  t.true((await repository.tree(tip!, 'src/tides')).some(({ name }) => name === 'helpers.py'))
  t.true((await repository.count()) >= 240)
  t.deepEqual(await makeSampleRepositories(samples), [])
})

test('without a tool its samples are left out', async t => {
  const folder = await makeFolder(t)
  const vcs = openThem(path.join(folder, 'home'), 'no-such-hg')
  t.teardown(() => vcs.close())
  t.deepEqual(await makeSampleRepositories({ vcs, root: folder, project: null }), [])
})
