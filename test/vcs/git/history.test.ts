import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import type { CommitId, Repository } from '../../../lib/vcs/repository.ts'
import { all, openBeside } from '../../helpers/contract.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { dice, randomHistory } from '../../helpers/random-history.ts'
import { ask, makeRepository } from '../../helpers/repositories.ts'

async function compare(t: ExecutionContext, repository: Repository, folder: string): Promise<void> {
  const lines = async (...words: string[]): Promise<string[]> =>
    (await ask('git', folder, ...words)).split('\n').filter(Boolean)
  const order = await lines('rev-list', '--all', '--date-order')
  t.deepEqual(
    (await all(repository.log())).map(({ id }) => String(id)),
    order,
  )
  const roll = dice(7)
  for (let turn = 0; turn < 4; turn++) {
    const [one, two] = [roll, roll].map(next => order[next(order.length)]) as CommitId[] // from the list
    if (!one || !two) return t.fail()
    const ofTwo = new Set(await lines('rev-list', two))
    t.deepEqual(
      (await all(repository.log({ from: [one], not: [two] }))).map(({ id }) => String(id)),
      // Without a commit-graph and with clocks that are wrong, git itself leaves in what it should leave out.
      (await lines('rev-list', '--date-order', one, `^${two}`)).filter(id => !ofTwo.has(id)),
    )
    const bases = await lines('merge-base', '--all', one, two).catch((): string[] => [])
    const ours: readonly string[] = await repository.mergeBases(one, await repository.ancestry(two))
    t.deepEqual(ours.toSorted(), bases.toSorted())
    for (const where of ['', 'd', 'f']) {
      const none: ReadonlyMap<string, CommitId> = new Map()
      const last: typeof none = await repository.lastCommits(one, where).catch(() => none)
      for (const [name, id] of last) {
        const expected = await lines('log', '-1', '--format=%H', one, '--', where ? `${where}/${name}` : name)
        t.is(String(id), expected[0] ?? '', name)
      }
    }
    for (const entry of await repository.tree(one, '')) {
      const history: string[] = (await all(repository.history(one, entry.path))).map(({ id }) => String(id))
      if (entry.kind === 'folder')
        t.deepEqual(history, await lines('log', '--format=%H', one, '--', entry.path), entry.path)
    }
  }
}

for (const seed of [1, 2, 3]) {
  test(`order, ranges, last commits, histories and ancestors are git’s (history ${seed})`, async t => {
    const folder = path.join(await makeFolder(t), 'r.git')
    await makeRepository('git', folder, randomHistory(seed, 70))
    await compare(t, await openBeside(t, folder).open('git', folder), folder)
    await ask('git', folder, 'gc', '-q')
    await ask('git', folder, 'commit-graph', 'write', '--reachable', '--changed-paths')
    await compare(t, await openBeside(t, folder).open('git', folder), folder)
  })
}

test('answers stay right while commits are added to a repository with a commit-graph', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, randomHistory(4, 40))
  await ask('git', folder, 'commit-graph', 'write', '--reachable', '--changed-paths')
  const repository = await openBeside(t, folder).open('git', folder)
  let [tip] = (await all(repository.log({ branch: 'master' }))).map(({ id }) => id)
  for (let turn = 0; turn < 12 && tip; turn++) {
    const files = new Map([[['a', 'd/e/n', 'd/b'][turn % 3] ?? '', Buffer.from(`${turn}`)]])
    tip = await repository.commitFiles({ parent: tip, branch: 'master', author: 'A <a@b>', message: `${turn}`, files })
    for (const [name, id] of await repository.lastCommits(tip, 'd')) {
      t.is(String(id), (await ask('git', folder, 'log', '-1', '--format=%H', tip, '--', `d/${name}`)).trim())
    }
  }
  t.is(await repository.tip(), tip ?? null)
})
