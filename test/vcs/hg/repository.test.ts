import path from 'node:path'
import test from 'ava'
import type { Repository } from '../../../lib/vcs/repository.ts'
import { commit } from '../../helpers/repositories.ts'
import { collect, makeHg } from './made.ts'

const history = [
  commit('first', { 'README.md': 'hello\n', 'src/a.py': 'one\n', 'src/deep/b.c': 'b\n' }, { zone: 120 }),
  commit('second\n\nwith a body\n  indented', {
    'src/a.py': 'one\ntwo\n',
    'bin/run': { content: '#!/bin/sh\n', kind: 'executable' },
  }),
  commit('on a branch', { 'src/c.ts': 'c\n' }, { branch: 'feature/x', author: 'Jörg <j@example.com>', zone: -90 }),
  commit('main goes on', { 'README.md': 'hello\nworld\n' }, { parents: [1], branch: 'default', tags: ['1.0'] }),
  commit('merge', { 'src/c.ts': 'c\n' }, { parents: [3, 2], branch: 'default', bookmarks: ['@', 'work'] }),
  commit('closed', {}, { parents: [2], branch: 'feature/x', closes: true }),
  commit(
    'moved',
    { 'bin/run': null, link: { content: 'README.md', kind: 'symlink' } },
    { parents: [4], branch: 'default', renames: { 'src/deep/b.c': 'lib/b.c' } },
  ),
  commit('other', { 'lib/b.c': 'b\nb\n' }, { branch: 'default', tags: ['2.0', 'a b'] }),
  commit('a branch that is not closed', { 'x.txt': 'x' }, { branch: 'ünicode' }),
] as const

async function listFiles(
  repository: Repository,
  id: Awaited<ReturnType<Repository['resolve']>>,
  folder = '',
): Promise<string[]> {
  const entries = await repository.tree(id, folder)
  const lists = entries.map(async ({ kind, path: name, id: node, executable }) =>
    kind === 'folder'
      ? listFiles(repository, id, name)
      : [`${node} ${executable ? '755 *' : kind === 'symlink' ? '644 @' : '644  '} ${name}`],
  )
  return (await Promise.all(lists)).flat()
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean)
}

function byName(one: string, two: string): number {
  return one.slice(41) < two.slice(41) ? -1 : 1
}

test('commits are what hg log says', async t => {
  const { open, hg } = await makeHg(t, history)
  const repository = await open()
  const template = '{node}|{p1node}|{p2node}|{author}|{date|hgdate}|{branch}|{phase}|{desc}'
  const expected = (await hg('log', '--template', `${template}\\0`)).split('\0').slice(0, -1)
  const nothing = '0'.repeat(40)
  const found = (await collect(repository.log())).map(
    ({ id, parents: [one = nothing, two = nothing], author, date, zone, branch, phase, message }) =>
      [id, one, two, author, `${date.getTime() / 1000} ${-zone * 60}`, branch, phase, message].join('|'),
  )
  t.deepEqual(found, expected)
  t.is(await repository.count(), expected.length)
})

test('branches, tags and bookmarks are what hg says, in Kallithea’s order', async t => {
  const { open, hg } = await makeHg(t, history)
  const { branches, closedBranches, tags, bookmarks, defaultBranch } = await (await open()).refs()
  const written = (refs: typeof tags): string[] => refs.map(({ name, commit: id }) => `${id} ${name}`)
  const all = lines(await hg('branches', '--closed', '--template', '{node} {if(closed,"-","+")}{branch}\n'))
  const some = (sign: string): string[] =>
    all
      .filter(line => line[41] === sign)
      .map(line => line.replace(` ${sign}`, ' '))
      .toSorted(byName)
  t.deepEqual(written(branches), some('+'))
  t.deepEqual(written(closedBranches), some('-'))
  t.deepEqual(
    written(tags),
    lines(await hg('tags', '--template', '{node} {tag}\n'))
      .toSorted(byName)
      .toReversed(),
  )
  t.deepEqual(
    written(bookmarks),
    lines(await hg('bookmarks', '--template', '{node} {bookmark}\n'))
      .toSorted(byName)
      .toReversed(),
  )
  t.is(defaultBranch, 'default')
  t.is(closedBranches.length, 1)
})

test('folders and files are what hg manifest and hg cat say, at every commit', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  const repository = await open()
  for (const id of ids) {
    const expected = (await hg('manifest', '--debug', '--rev', id)).split('\n').filter(Boolean)
    t.deepEqual((await listFiles(repository, id)).toSorted(), expected.toSorted())
    for (const name of expected.map(line => line.slice(47))) {
      const file = await repository.file(id, name)
      const text = await hg('cat', '--rev', id, `path:${name}`)
      t.is((await file.bytes()).toString(), text)
      t.is(file.size, Buffer.byteLength(text))
    }
  }
})

test('names are read as Mercurial reads one symbol', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  const repository = await open()
  for (const name of [
    '0',
    '3',
    '-1',
    '-2',
    'tip',
    '1.0',
    'a b',
    '@',
    'work',
    'feature/x',
    'ünicode',
    ...ids,
    ids[2]!.slice(0, 9),
  ]) {
    t.is(
      await repository.resolve(name),
      (await hg(
        'log',
        '--rev',
        name.startsWith('-') ? `rev(${8 + 2 + Number(name)})` : `"${name}"`,
        '--template',
        '{node}',
      )) as (typeof ids)[0],
      name,
    )
  }
  for (const name of [
    '99',
    '-99',
    'null',
    '0'.repeat(40),
    'f'.repeat(40),
    'no such',
    'tip^',
    'all()',
    '1:2',
    '007',
    ' tip',
    '.',
  ]) {
    await t.throwsAsync(repository.resolve(name), { message: 'no such commit' }, name)
  }
})

test('the history of a file follows renames, that of a folder what is in it', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  const repository = await open()
  const tip = ids[8]!
  const expected = async (where: string): Promise<string[]> =>
    (await hg('log', '--rev', where, '--template', '{node}\n')).split('\n').filter(Boolean)
  const found = async (name: string): Promise<string[]> =>
    (await collect(repository.history(tip, name))).map(({ id }) => id)
  for (const name of ['README.md', 'lib/b.c', 'src/c.ts', 'x.txt'])
    t.deepEqual(await found(name), await expected(`reverse(follow("path:${name}", startrev=${tip}))`), name)
  for (const name of ['src', 'lib'])
    t.deepEqual(await found(name), await expected(`reverse(::${tip} and file("path:${name}"))`), name)
  t.is((await found('')).length, await repository.count({ from: [tip] }))
})

test('each entry of a folder knows the commit that touched it last', async t => {
  const { open, hg, ids } = await makeHg(t, history)
  const repository = await open()
  for (const folder of ['', 'src', 'lib']) {
    for (const [name, id] of await repository.lastCommits(ids[8]!, folder)) {
      const where = `last(::${ids[8]} and file("path:${path.posix.join(folder, name)}"))`
      t.is(id as string, await hg('log', '--rev', where, '--template', '{node}'), name)
    }
  }
})

test('a log can be of a branch, of a range, of a person, of a word, and begin later', async t => {
  const { open, ids } = await makeHg(t, history)
  const repository = await open()
  const numbers = async (query: Parameters<Repository['log']>[0]): Promise<number[]> =>
    (await collect(repository.log(query))).map(({ id }) => ids.indexOf(id))
  t.deepEqual(await numbers({ branch: 'feature/x' }), [5, 2])
  t.deepEqual(await numbers({ from: [ids[4]!], not: [ids[3]!] }), [4, 2])
  t.deepEqual(await numbers({ not: [ids[7]!] }), [-1, 8, 5])
  t.deepEqual(await numbers({ author: 'jörg' }), [2])
  t.deepEqual(await numbers({ text: 'BODY' }), [1])
  t.deepEqual(await numbers({ offset: 2, limit: 3 }), [7, 6, 5])
  t.is(await repository.count({ branch: 'feature/x' }), 2)
  await t.throwsAsync(repository.count({ branch: 'none' }), { message: 'no such branch' })
})

test('children, numbers and common ancestors', async t => {
  const { open, ids } = await makeHg(t, history)
  const repository = await open()
  t.deepEqual(await repository.children(ids[2]!), [ids[4]!, ids[5]!])
  t.is(await repository.numberOf(ids[5]!), 5)
  t.is(await repository.byNumber(5), ids[5]!)
  await t.throwsAsync(repository.byNumber(1000), { message: 'no such commit' })
  const ofFive = await repository.ancestry(ids[5]!)
  t.deepEqual(await repository.mergeBases(ids[3]!, ofFive), [ids[1]!])
  t.deepEqual(await repository.mergeBases(ids[4]!, ofFive), [ids[2]!])
})

test('reading starts no process', async t => {
  const { open, ids, deps } = await makeHg(t, history)
  const repository = await open()
  const tip = ids[8]!
  await repository.refs()
  await collect(repository.log())
  await repository.tree(tip, 'src')
  await repository.lastCommits(tip, '')
  await (await repository.file(tip, 'README.md')).bytes()
  await collect(repository.history(tip, 'lib/b.c'))
  await repository.description()
  t.is(deps.runner.started(), 0)
})

test('diff and annotate come from one process that goes on', async t => {
  const { open, hg, ids, deps } = await makeHg(t, history)
  const repository = await open()
  const files = await collect(repository.diff(ids[4]!, ids[6]!))
  t.deepEqual(
    files.map(({ operation, oldPath, newPath }) => [operation, oldPath, newPath]),
    [
      ['removed', 'bin/run', 'bin/run'],
      ['renamed', 'src/deep/b.c', 'lib/b.c'],
      ['added', 'link', 'link'],
    ],
  )
  const [only] = await collect(repository.diff(null, ids[0]!, { paths: ['src'] }))
  t.is(only?.newPath, 'src/a.py')
  const patch = Buffer.concat(await collect<Buffer>(repository.patch(ids[0]!, ids[1]!))).toString()
  t.is(patch, await hg('diff', '--git', '--show-function', '--rev', ids[0]!, '--rev', ids[1]!))
  t.deepEqual(await repository.annotate(ids[3]!, 'README.md'), [
    { commit: ids[0]!, path: 'README.md', line: 1, number: 1, text: 'hello' },
    { commit: ids[3]!, path: 'README.md', line: 2, number: 2, text: 'world' },
  ])
  t.is(deps.runner.started(), 1)
})
