import path from 'node:path'
import test from 'ava'
import { openServers } from '../../../lib/vcs/hg/servers.ts'
import { createHg, openHg } from '../../../lib/vcs/hg/repository.ts'
import type { CommitId, Edit } from '../../../lib/vcs/repository.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { command } from '../../../lib/vcs/command.ts'
import { commit } from '../../helpers/repositories.ts'
import { makeDeps, makeHg } from './made.ts'

const usual = {
  branch: 'default',
  author: 'Ann Ü <ann@example.com>',
  message: 'message',
  date: new Date(1_700_000_000_000),
  zone: 60,
}

function edit(
  parent: CommitId | null,
  files: Readonly<Record<string, string | Buffer | null>>,
  more: Partial<Edit> = {},
): Edit {
  const entries = Object.entries(files).map(
    ([name, text]) => [name, typeof text === 'string' ? Buffer.from(text) : text] as const,
  )
  return { ...usual, parent, files: new Map(entries), ...more }
}

test('a commit is made without a checkout, as Mercurial would make it', async t => {
  const deps = await makeDeps(t)
  const folder = path.join(await makeFolder(t), 'new')
  await createHg(folder, deps)
  const repository = await openHg(folder, deps)
  t.is(await repository.tip(), null)
  const binary = Buffer.from([0, 1, 10, 255, 0])
  const first = await repository.commitFiles(
    edit(null, { 'a.txt': 'a\n', 'dir/ü.bin': binary }, { message: '\nhéllo \n\nbody  \n\n' }),
  )
  const second = await repository.commitFiles(
    edit(first, { 'a.txt': '\x01\nlooks like a head', 'dir/b': 'b' }, { branch: 'other' }),
  )
  const third = await repository.commitFiles(
    edit(
      second,
      { 'dir/ü.bin': null, 'moved.txt': '\x01\nlooks like a head' },
      { branch: 'other', copied: new Map([['moved.txt', 'a.txt']]) },
    ),
  )
  const servers = openServers((await makeDeps(t)).runner)
  const hg = async (...words: string[]): Promise<string> =>
    (await servers.run({ command: { ...command(), list: ['--repository', folder, ...words] } })).toString()
  t.regex(await hg('verify'), /checked 3 changesets with 5 changes to 4 files/)
  t.is(
    await hg('log', '--rev', first, '--template', '{author}|{date|hgdate}|{desc}|{branch}|{files}'),
    'Ann Ü <ann@example.com>|1700000000 -3600|héllo\n\nbody|default|a.txt dir/ü.bin',
  )
  t.is(
    await hg('log', '--rev', third, '--template', '{branch}|{file_copies}|{file_dels}'),
    'other|moved.txt (a.txt)|dir/ü.bin',
  )
  t.is(await hg('cat', '--rev', second, 'path:a.txt'), '\x01\nlooks like a head')
  t.deepEqual(await (await repository.file(first, 'dir/ü.bin')).bytes(), binary)
  t.is((await repository.file(second, 'a.txt')).size, 19)
  t.is(await repository.tip(), third)
})

test('a merge takes what each side changed, and asks where both did', async t => {
  const { open, ids, hg } = await makeHg(t, [
    commit('base', { a: '1', b: '1', c: '1', d: '1' }),
    commit('mine', { a: 'mine', d: null }),
    commit('theirs', { b: 'theirs', c: null, new: 'new' }, { parents: [0], branch: 'side' }),
    commit('both', { a: 'theirs' }, { branch: 'side' }),
  ])
  const repository = await open()
  const [, mine, theirs, both] = ids
  await t.throwsAsync(repository.commitFiles(edit(mine!, {}, { merged: both! })), {
    message: 'both parents changed this file',
  })
  const id = await repository.commitFiles(edit(mine!, {}, { merged: theirs!, bookmark: 'merged' }))
  t.deepEqual(
    (await repository.tree(id, '')).map(({ name }) => name),
    ['a', 'b', 'new'],
  )
  t.deepEqual((await repository.commit(id)).parents, [mine!, theirs!])
  t.is(await repository.resolve('merged'), id)
  const settled = await repository.commitFiles(edit(id, { a: 'agreed' }, { merged: both! }))
  t.is((await (await repository.file(settled, 'a')).bytes()).toString(), 'agreed')
  const closed = await repository.commitFiles(edit(both!, {}, { branch: 'side', closesBranch: true }))
  t.deepEqual((await repository.refs()).closedBranches, [{ kind: 'closed-branch', name: 'side', commit: closed }])
  t.notRegex(await hg('verify'), /damage|error/)
})

test('flags stay, and odd names are found again', async t => {
  const { open, ids, hg } = await makeHg(t, [
    commit('one', { run: { content: 'x', kind: 'executable' }, 'latin1:caf\xe9': 'x' }),
  ])
  const repository = await open()
  const id = await repository.commitFiles(edit(ids[0]!, { run: 'y', café: 'y' }))
  t.deepEqual(
    (await repository.tree(id, '')).map(({ name, executable }) => [name, executable]),
    [
      ['café', false],
      ['run', true],
    ],
  )
  t.notRegex(await hg('verify'), /damage|error/)
})

test('two who edit the same commit: the second hears of a conflict', async t => {
  const { open, ids } = await makeHg(t, [commit('one', { a: '1' })])
  const repository = await open()
  const results = await Promise.allSettled(
    [1, 2].map(number => repository.commitFiles(edit(ids[0]!, { a: `by ${number}` }))),
  )
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  )
  await t.throwsAsync(repository.commitFiles(edit(ids[0]!, { a: 'late' })), {
    message: 'the branch has moved meanwhile',
  })
  t.is(await repository.count(), 2)
  const side = await repository.commitFiles(edit(ids[0]!, { a: 'side' }, { branch: 'side' }))
  await t.throwsAsync(repository.commitFiles(edit(ids[0]!, { b: 'x' }, { branch: 'side' })), { name: 'Problem' })
  t.is(await repository.resolve('side'), side)
})

test('what cannot be committed is refused with a sentence', async t => {
  const { open, ids } = await makeHg(t, [commit('one', { a: '1', 'dir/b': '1' })])
  const repository = await open()
  const refused = async (files: Parameters<typeof edit>[1], more: Partial<Edit>, message: string): Promise<void> => {
    await t.throwsAsync(repository.commitFiles(edit(ids[0]!, files, more)), { message }, JSON.stringify(files))
  }
  await refused({ a: '1' }, {}, 'nothing to commit')
  await refused({}, {}, 'nothing to commit')
  await refused({ none: null }, {}, 'no such file')
  await refused({ 'a/b': 'x' }, {}, 'a folder and a file cannot have the same name')
  await refused({ dir: 'x' }, {}, 'a folder and a file cannot have the same name')
  await refused({ '../x': 'x' }, {}, 'no such path')
  await refused({ '.hg/hgrc': 'x' }, {}, 'a file cannot have this name')
  await refused({ a: 'x' }, { author: ' \n' }, 'a commit needs an author')
  for (const branch of ['tip', '12', '', ' x', 'a:b', 'null'])
    await refused({ a: 'x' }, { branch }, 'a branch cannot have this name')
  t.is(await repository.count(), 1)
})
