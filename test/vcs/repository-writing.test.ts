import path from 'node:path'
import test from 'ava'
import { isProblem } from '../../lib/std/problem.ts'
import type { Commit, CommitId, Repository } from '../../lib/vcs/repository.ts'
import { all, kinds, openTools, refused, shared } from '../helpers/contract.ts'

for (const kind of kinds) {
  test(`${kind}: an empty repository has no commits`, async t => {
    const { vcs, folder } = await openTools(t)
    const repository = await vcs.create(kind, path.join(folder, 'new/repository'))
    t.is(await repository.tip(), null)
    t.is(await repository.count(), 0)
    t.deepEqual(await all(repository.log()), [])
    await refused(t, repository.resolve('tip'), 'not-found')
    await refused(t, repository.byNumber(0), 'not-found')
    t.is(await repository.description(), null)
    t.is(await vcs.detect(repository.folder), kind)
    await refused(t, vcs.create(kind, repository.folder), 'conflict')
  })

  test(`${kind}: commits are made without a checkout, and only on top of what is there`, async t => {
    const { vcs, folder } = await openTools(t)
    const repository = await vcs.create(kind, path.join(folder, 'repository'))
    const branch = repository.can.namedBranches ? 'default' : 'master'
    const edit = (
      parent: CommitId | null,
      files: Readonly<Record<string, string | null>>,
      author = 'Ann <ann@example.com>',
    ): Promise<CommitId> =>
      repository.commitFiles({
        parent,
        branch,
        author,
        message: 'a message\nof two lines',
        files: new Map(
          Object.entries(files).map(([name, content]) => [name, content === null ? null : Buffer.from(content)]),
        ),
      })
    const first = await edit(null, { 'a/b c.txt': 'one\n', 'ü".txt': 'two\n' })
    t.is(await repository.tip(), first)
    t.like(await repository.commit(first), { author: 'Ann <ann@example.com>', message: 'a message\nof two lines' })
    const second = await edit(first, { 'a/b c.txt': null, new: '' })
    t.deepEqual(
      (await repository.tree(second, '')).map(({ name }) => name),
      ['new', 'ü".txt'],
    )
    t.deepEqual((await repository.commit(second)).parents, [first])
    await refused(t, edit(first, { 'too late': 'x' }), 'conflict')
    await refused(t, edit(second, { nope: null }), 'not-found')
    for (const name of ['../x', '.git/config', '.hg/hgrc', '/x', 'a\nb']) {
      t.true(isProblem(await t.throwsAsync(edit(second, { [name]: 'x' }))), name)
    }
    await edit(second, { x: 'y' }, 'Eve\nparent 0 <eve@example.com>\n')
    t.is(await repository.count(), 3)
    t.is((await repository.refs()).branches.length, 1)
  })

  test(`${kind}: a clone has what its source has`, async t => {
    const { folder, repository } = await shared(kind)
    const { vcs, folder: place } = await openTools(t)
    const clone = await vcs.cloneInto(kind, folder, path.join(place, 'clone'))
    t.deepEqual(await ids(clone), await ids(repository))
    await refused(t, vcs.cloneInto(kind, folder, path.join(place, 'clone')), 'conflict')
  })
}

async function ids(repository: Repository): Promise<string[]> {
  return (await all(repository.log())).map((found: Commit) => found.id)
}
