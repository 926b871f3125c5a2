import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { bloomKey } from '../../../../lib/vcs/git/store/bloom.ts'
import { type CommitGraph, readCommitGraph } from '../../../../lib/vcs/git/store/commit-graph.ts'
import { makeFolder } from '../../../helpers/folder.ts'
import { ask, type CommitDescription, commit, makeRepository } from '../../../helpers/repositories.ts'

const commits: CommitDescription[] = [
  commit('root', { a: '1', 'd/e/f': '1' }),
  commit('left', { 'd/e/g': '2' }),
  commit('right', { h: '3' }, { parents: [0] }),
  commit('third', { 'ünï/cödé': '3' }, { parents: [0] }),
  commit('octopus', { h: '3', 'ünï/cödé': '3' }, { parents: [1, 2, 3] }),
  commit('late', { 'latin1:caf\xe9': 'x', a: null }, { date: 2 ** 33 + 5 }),
]

async function check(t: ExecutionContext, folder: string, graph: CommitGraph): Promise<void> {
  const log = await ask('git', folder, 'log', '--all', '--format=%H %T %ct %P')
  for (const line of log.trim().split('\n')) {
    const [id = '', tree, date, ...parents] = line.split(' ')
    const position = graph.find(Buffer.from(id, 'hex'))
    t.is(graph.idAt(position).toString('hex'), id)
    t.is(graph.treeAt(position).toString('hex'), tree ?? '')
    t.is(graph.dateAt(position), Number(date))
    t.deepEqual(
      graph.parentsAt(position).map(parent => graph.idAt(parent).toString('hex')),
      parents,
    )
    for (const parent of graph.parentsAt(position)) t.true(graph.generationAt(parent) < graph.generationAt(position))
  }
}

test('a commit-graph says what the commits say', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, commits)
  t.is(readCommitGraph(path.join(folder, 'objects'), 20), null)
  await ask('git', folder, 'commit-graph', 'write', '--reachable')
  const graph = readCommitGraph(path.join(folder, 'objects'), 20)
  t.is(graph?.bloom, null)
  if (graph) await check(t, folder, graph)
  t.is(graph?.find(Buffer.alloc(20)), -1)
})

test('a graph in several files is one', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, commits)
  for (const id of [ids[1], ids[4], ids[5]]) {
    await ask('git', folder, 'update-ref', 'refs/heads/master', id ?? '')
    await ask('git', folder, 'commit-graph', 'write', '--reachable', '--changed-paths', '--split=no-merge')
  }
  const graph = readCommitGraph(path.join(folder, 'objects'), 20)
  t.is(graph?.count, 6)
  if (graph) await check(t, folder, graph)
})

test('the filters never deny a path that a commit changed, and deny most others', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, commits)
  await ask('git', folder, 'commit-graph', 'write', '--reachable', '--changed-paths')
  const graph = readCommitGraph(path.join(folder, 'objects'), 20)
  const bloom = graph?.bloom
  if (!graph || !bloom) return t.fail('no filters')
  const may = (id: string | undefined, name: Buffer): boolean =>
    graph.mayHaveChanged(graph.find(Buffer.from(id ?? '', 'hex')), bloomKey(name, bloom))
  for (const name of ['a', 'd', 'd/e', 'd/e/f']) t.true(may(ids[0], Buffer.from(name)), name)
  t.true(may(ids[3], Buffer.from('ünï/cödé')))
  t.true(may(ids[3], Buffer.from('ünï')))
  t.true(may(ids[5], Buffer.from('caf\xe9', 'latin1')))
  const others = Array.from({ length: 200 }, (_, number) => Buffer.from(`other ${number}`))
  t.true(others.filter(name => may(ids[1], name)).length < 20)
})
