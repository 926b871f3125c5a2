import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import type { CommitId, Kind, Repository } from '../../lib/vcs/repository.ts'
import { all, kinds, openTools, refused } from '../helpers/contract.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'

const history = [
  commit('first', { a: 'a\n', run: { content: 'x\n', kind: 'executable' } }),
  commit('second', { a: 'a\nb\n' }),
]

interface Forks {
  readonly parent: Repository
  readonly fork: Repository
  /** The last commit of both, before each went on. */
  readonly shared: CommitId
  readonly ofParent: CommitId
  readonly ofFork: CommitId
}

/** A repository and its fork, each with a commit of its own. */
async function makeForks(t: ExecutionContext, kind: Kind, names = { parent: 'parent', fork: 'fork' }): Promise<Forks> {
  const { vcs, folder } = await openTools(t)
  await makeRepository(kind, path.join(folder, names.parent), history)
  const parent = await vcs.open(kind, path.join(folder, names.parent))
  const fork = await vcs.cloneInto(kind, parent.folder, path.join(folder, names.fork))
  const shared = await parent.resolve('tip')
  return {
    parent,
    fork,
    shared,
    ofParent: await goOn(parent, shared, { a: 'a\nb\nparent\n', run: null }),
    ofFork: await goOn(fork, shared, { a: 'a\nb\nfork\n', new: 'new\n' }),
  }
}

function goOn(
  repository: Repository,
  parent: CommitId,
  files: Readonly<Record<string, string | null>>,
): Promise<CommitId> {
  const changes = Object.entries(files).map(([name, text]) => [name, text === null ? null : Buffer.from(text)] as const)
  const branch = repository.kind === 'git' ? 'master' : 'default'
  return repository.commitFiles({ parent, branch, author: 'A <a@b>', message: 'on', files: new Map(changes) })
}

async function patchOf(repository: Repository, ...range: Parameters<Repository['patch']>): Promise<string> {
  return Buffer.concat(await all<Buffer>(repository.patch(...range))).toString()
}

for (const kind of kinds) {
  test(`${kind}: what a fork has that its parent lacks begins where they parted`, async t => {
    const { parent, fork, shared, ofParent, ofFork } = await makeForks(t, kind)
    const bases = await fork.mergeBases(ofFork, await parent.ancestry(ofParent))
    t.deepEqual(bases, [shared])
    t.deepEqual(await parent.mergeBases(ofParent, await fork.ancestry(ofFork)), [shared])
    t.deepEqual(
      (await all(fork.log({ from: [ofFork], not: bases }))).map(({ id }) => id),
      [ofFork],
    )
    t.is(await parent.count({ from: [ofParent], not: bases }), 1)
    t.deepEqual(await fork.mergeBases(shared, await parent.ancestry(ofParent)), [shared])
  })

  test(`${kind}: repositories that never were one have nothing in common`, async t => {
    const { parent, ofParent } = await makeForks(t, kind)
    const { vcs, folder } = await openTools(t)
    await makeRepository(kind, path.join(folder, 'other'), [commit('another', { b: 'b\n' })])
    const other = await vcs.open(kind, path.join(folder, 'other'))
    t.deepEqual(await other.mergeBases(await other.resolve('tip'), await parent.ancestry(ofParent)), [])
  })

  test(`${kind}: states of two forks are compared where neither has both`, async t => {
    const { parent, fork, ofParent, ofFork } = await makeForks(t, kind)
    const files = await all(fork.diff(ofParent, ofFork, { source: parent }))
    t.deepEqual(
      files.map(({ newPath, operation, oldMode, newMode }) => [newPath, operation, oldMode, newMode]),
      [
        ['a', 'modified', '100644', '100644'],
        ['new', 'added', null, '100644'],
        ['run', 'added', null, '100755'],
      ],
    )
    t.regex(await patchOf(fork, ofParent, ofFork, { source: parent }), /^-parent\n\+fork$/m)
    t.regex(await patchOf(parent, ofFork, ofParent, { source: fork }), /^-fork\n\+parent$/m)
    await refused(t, all(fork.diff(ofParent, ofFork)), 'not-found')
  })

  test(`${kind}: names of forks are only names`, async t => {
    const { parent, fork, ofParent, ofFork } = await makeForks(t, kind, { parent: 'a+b:c;d"e\\f', fork: 'g:"h' })
    t.regex(await patchOf(fork, ofParent, ofFork, { source: parent }), /^-parent\n\+fork$/m)
    t.regex(await patchOf(parent, ofFork, ofParent, { source: fork }), /^-fork\n\+parent$/m)
  })
}

test('hg: the name of one fork may hold a plus sign, but not of both', async t => {
  const { parent, fork, ofParent, ofFork } = await makeForks(t, 'hg', { parent: 'a+b', fork: 'c+d' })
  await refused(t, all(fork.diff(ofParent, ofFork, { source: parent })), 'invalid')
})
