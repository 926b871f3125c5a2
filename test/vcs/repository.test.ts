import path from 'node:path'
import { openVcs } from '../../lib/vcs/open.ts'
import type { CommitId, Kind, Repository } from '../../lib/vcs/repository.ts'
import { all, each, refused } from '../helpers/contract.ts'
import { ask } from '../helpers/repositories.ts'

/** The tool's own list, oldest first. */
async function revisions(kind: Kind, folder: string): Promise<CommitId[]> {
  const words =
    kind === 'git' ? ['rev-list', '--all', '--reverse', '--date-order'] : ['log', '-r', 'all()', '-T', '{node}\n']
  return (await ask(kind, folder, ...words)).trim().split('\n') as CommitId[] // the tool knows them
}

each('commits have the numbers and the order of the tool', async (t, { repository, folder }) => {
  const expected = await revisions(repository.kind, folder)
  const logged = (await all(repository.log())).map(({ id }) => id)
  t.deepEqual(logged.toReversed(), expected)
  for (const [number, id] of expected.entries()) {
    t.is(await repository.byNumber(number), id)
    t.is(await repository.numberOf(id), number)
    t.is(await repository.resolve(String(number)), id)
    t.is(await repository.resolve(id), id)
  }
  t.is(await repository.tip(), expected.at(-1) ?? null)
  t.is(await repository.count(), expected.length)
  for (const name of ['', 'tip']) t.is(await repository.resolve(name), expected.at(-1) as CommitId) // not empty
  for (const number of [expected.length, -1, 1.5, Number.NaN])
    await refused(t, repository.byNumber(number), 'not-found')
})

each('a page of the log is a piece of the whole', async (t, { repository }) => {
  const whole = await all(repository.log())
  t.deepEqual(await all(repository.log({ offset: 2, limit: 3 })), whole.slice(2, 5))
  t.deepEqual(await all(repository.log({ limit: 0 })), [])
  t.deepEqual(await all(repository.log({ offset: 100 })), [])
})

each('the links of the log name the parents of its commits', async (t, { repository, ids: [first, , feature] }) => {
  if (!first || !feature) return t.fail()
  for (const query of [{}, { from: [feature] }, { from: [feature], not: [first] }, { branch: 'feature' }]) {
    const commits = await all(repository.log(query))
    const links = await repository.links(query, 100)
    const places = new Map(links.map(({ id }, place) => [id, place]))
    const listed = new Set(commits.map(({ id }) => id))
    t.deepEqual(
      links.map(({ parents }) => parents.flatMap(parent => commits[places.get(parent) ?? -1]?.id ?? [])),
      commits.map(({ parents }) => parents.filter(parent => listed.has(parent))),
    )
    t.deepEqual(
      links.map(({ parents }) => parents.length),
      commits.map(({ parents }) => parents.length),
    )
    t.deepEqual(await repository.links(query, 2), links.slice(0, 2))
  }
})

each('a commit says who, when and why', async (t, { repository, ids: [first, second, feature, merge] }) => {
  if (!first || !second || !feature || !merge) return t.fail()
  t.like(await repository.commit(first), {
    id: first,
    author: 'Ann Author <ann@example.com>',
    date: new Date(1_600_000_000_000),
    authored: new Date(1_600_000_000_000),
    zone: 0,
    message: 'first\n\nwith a body',
    branch: repository.can.namedBranches ? 'default' : null,
    closesBranch: false,
  })
  t.deepEqual((await repository.commit(first)).parents, [])
  t.like(await repository.commit(second), { author: 'Bob <bob@example.com>', zone: 330 })
  t.like(await repository.commit(feature), { zone: -90, branch: repository.can.namedBranches ? 'feature' : null })
  t.deepEqual((await repository.commit(merge)).parents, [second, feature])
})

each('branches, tags and bookmarks are named in Kallithea’s order', async (t, { repository, ids }) => {
  const refs = await repository.refs()
  if (repository.can.namedBranches) {
    t.deepEqual(names(refs.branches), ['default', 'feature'])
    t.deepEqual(refs.bookmarks, [{ kind: 'bookmark', name: 'mark', commit: ids[6] as CommitId }]) // made above
  } else t.deepEqual(names(refs.branches), ['feature', 'mark', 'master'])
  t.deepEqual(
    names(refs.tags).filter(name => name !== 'tip'),
    ['v2.0', 'v1.0'],
  )
  for (const ref of [...refs.branches, ...refs.tags, ...refs.bookmarks])
    t.is(await repository.resolve(ref.name), ref.commit)
  t.is(await repository.resolve('v1.0'), ids[6] as CommitId) // made above
  t.is(await repository.resolve('feature'), ids[7] as CommitId) // made above
})

each('what is nowhere is not found', async (t, { repository, ids: [first] }) => {
  if (!first) return t.fail()
  for (const name of ['no-such', 'f'.repeat(40), '99', '99999999999', 'feature ', 'refs/heads/feature', `${first}0`]) {
    await refused(t, repository.resolve(name), 'not-found')
  }
  for (const where of ['nope', 'README.md/x', 'src/nope', '../README.md', 'src/..', 'a\0b', 'readme.md', 'SRC']) {
    await refused(t, repository.entry(first, where), 'not-found')
    await refused(t, repository.tree(first, where), 'not-found')
    await refused(t, repository.file(first, where), 'not-found')
    await refused(t, repository.lastCommits(first, where), 'not-found')
    await refused(t, all(repository.history(first, where)), 'not-found')
    await refused(t, repository.annotate(first, where), 'not-found')
  }
  await refused(t, repository.file(first, 'src'), 'not-found')
  await refused(t, repository.tree(first, 'README.md'), 'not-found')
  await refused(t, all(repository.log({ branch: 'nope' })), 'not-found')
  const unknown = 'f'.repeat(40) as CommitId // a lie
  await refused(t, repository.commit(unknown), 'not-found')
  await refused(t, repository.tree(unknown, ''), 'not-found')
  await refused(t, all(repository.diff(null, unknown)), 'not-found')
})

each('children are the commits that name it as parent', async (t, { repository, ids }) => {
  const [first, second, feature, merge] = ids
  if (!first || !second || !feature || !merge) return t.fail()
  t.deepEqual(await repository.children(first), [second, feature])
  t.deepEqual((await repository.children(feature)).map(String), [merge, ids[7]])
})

each('a range is the ancestors of some without those of others', async (t, { repository, ids }) => {
  const [first, second, feature, merge] = ids
  if (!first || !second || !feature || !merge) return t.fail()
  const listed = async (query: Parameters<Repository['log']>[0]): Promise<string[]> =>
    (await all(repository.log(query))).map(({ id }) => id)
  t.deepEqual(await listed({ from: [merge] }), [merge, feature, second, first])
  t.deepEqual(await listed({ from: [merge], not: [second] }), [merge, feature])
  t.deepEqual(await listed({ from: [second, feature], not: [first] }), [feature, second])
  t.deepEqual(await listed({ from: [] }), [])
  t.is(await repository.count({ from: [merge], not: [second] }), 2)
  t.is((await listed({ branch: 'feature' }))[0], ids[7])
})

each('the log can be searched by author and text', async (t, { repository, ids }) => {
  t.deepEqual(
    (await all(repository.log({ author: 'BOB' }))).map(({ id }) => id),
    [ids[1]],
  )
  t.deepEqual(
    (await all(repository.log({ text: 'odd' }))).map(({ id }) => id),
    [ids[5]],
  )
  t.is(
    await repository.count({ author: 'ann', text: 'e' }),
    (await all(repository.log({ author: 'ann', text: 'e' }))).length,
  )
  t.is((await all(repository.log({ author: 'ann', limit: 2, offset: 1 }))).length, 2)
})

each('what two commits have in common is found', async (t, { repository, ids }) => {
  const [first, second, feature, merge, , , remove, late] = ids
  if (!first || !second || !feature || !merge || !remove || !late) return t.fail()
  const common = async (one: CommitId, two: CommitId) => repository.mergeBases(one, await repository.ancestry(two))
  t.deepEqual(await common(second, feature), [first])
  t.deepEqual(await common(remove, late), [feature])
  t.deepEqual(await common(merge, second), [second])
  t.deepEqual(await common(first, first), [first])
})

each('reading starts no process', async (t, { repository, vcs, ids: [first, second] }) => {
  if (!first || !second) return t.fail()
  const before = vcs.runner.started()
  const again = await openVcs({
    git: 'git',
    hg: 'hg',
    home: path.join(repository.folder, '../home2'),
    encodings: [],
    revFilter: '--all',
  })
  const fresh = await again.open(repository.kind, repository.folder)
  await fresh.refs()
  await fresh.resolve('tip')
  await fresh.commit(second)
  await fresh.numberOf(second)
  await fresh.byNumber(1)
  await fresh.children(first)
  await fresh.count()
  await all(fresh.log())
  await fresh.tree(second, 'src')
  await fresh.entry(second, 'src/a.py')
  await fresh.lastCommits(second, '')
  await (await fresh.file(second, 'src/a.py')).bytes()
  await fresh.mergeBases(first, await fresh.ancestry(second))
  await fresh.description()
  t.is(again.runner.started(), 0)
  t.true(vcs.runner.started() >= before)
  await again.close()
})

function names(list: readonly { readonly name: string }[]): string[] {
  return list.map(({ name }) => name)
}

each('how far two commits are apart is what the tool counts', async (t, { repository, folder, ids }) => {
  const [first, second, third, merge, ...others] = ids
  const last = others.at(-1)
  if (!first || !second || !third || !merge || !last) return t.fail()
  const pairs = [
    [first, last],
    [second, third],
    [third, merge],
    [merge, second],
    [last, last],
  ] as const
  for (const [one, other] of pairs) {
    const tool =
      repository.kind === 'git'
        ? ask('git', folder, 'rev-list', '--left-right', '--count', `${one}...${other}`)
        : ask(
            'hg',
            folder,
            'log',
            '-r',
            '0',
            '-T',
            `{revset('only(${one},${other})')|count} {revset('only(${other},${one})')|count}`,
          )
    const [ahead, behind] = (await tool).trim().split(/\s+/).map(Number)
    t.deepEqual(await repository.distance(one, other), { ahead, behind }, `${one} ${other}`)
  }
})
