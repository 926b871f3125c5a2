import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { isProblem, type ProblemKind } from '../../lib/std/problem.ts'
import { openVcs, type Vcs } from '../../lib/vcs/open.ts'
import type { CommitId, Kind, Repository } from '../../lib/vcs/repository.ts'
import { makeFolder } from './folder.ts'
import { type CommitDescription, commit, makeRepository } from './repositories.ts'

/** Every assertion of the contract runs against both. */
export const kinds: readonly Kind[] = ['git', 'hg']

const long = Array.from({ length: 60 }, (_, number) => `line ${number}`)
export const lines = (changes: Readonly<Record<number, string>> = {}): string =>
  `${long.map((line, number) => changes[number] ?? line).join('\n')}\n`

const described: readonly CommitDescription[] = [
  commit('first\n\nwith a body', {
    'README.md': '# hello\n',
    'src/a.py': lines(),
    'src/lib/b.py': lines({ 3: 'of b' }),
    'src/lib/deep/er/x': 'x',
    empty: '',
    run: { content: '#!/bin/sh\n', kind: 'executable' },
    link: { content: 'README.md', kind: 'symlink' },
    'binary.bin': Buffer.from([0, 1, 2, 255]),
  }),
  commit(
    'second',
    { 'src/a.py': lines({ 5: 'changed', 50: 'and here' }) },
    { author: 'Bob <bob@example.com>', zone: 330 },
  ),
  commit('feature', { 'src/f.py': 'f\n' }, { parents: [0], branch: 'feature', zone: -90 }),
  commit('merge', { 'src/f.py': 'f\n' }, { parents: [1, 2] }),
  commit(
    'rename',
    { 'src/lib/c.py': lines({ 3: 'of b', 4: 'of c' }) },
    { renames: { 'src/lib/b.py': 'src/lib/c.py' } },
  ),
  commit('odd names', {
    'ünïcödé/日本.txt': 'ü\n',
    'a b&c<d>"e.txt': 'quotes\n',
    '-dash': 'dash\n',
    'latin1:caf\xe9.txt': 'no utf-8\n',
    tip: 'named as a revision\n',
    [`${'x'.repeat(200)}.txt`]: 'long\n',
    'no newline': 'end',
  }),
  commit(
    'remove',
    { 'src/f.py': null, run: { content: '#!/bin/sh\n', kind: 'file' } },
    { tags: ['v1.0', 'v2.0'], bookmarks: ['mark'] },
  ),
  commit('on feature', { 'src/f.py': 'f\ng\n' }, { parents: [2], branch: 'feature' }),
]

export interface Made {
  readonly folder: string
  readonly repository: Repository
  /** Of the descriptions. */
  readonly ids: readonly CommitId[]
  readonly vcs: Vcs
}

const made = new Map<Kind, Promise<Made>>()
const folders: string[] = []

/** One repository for all that only read. */
export function shared(kind: Kind): Promise<Made> {
  const known = made.get(kind)
  if (known) return known
  const making = (async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kallithea-vcs-'))
    folders.push(folder)
    return make(folder, kind, described)
  })()
  made.set(kind, making)
  return making
}

async function make(folder: string, kind: Kind, commits: readonly CommitDescription[]): Promise<Made> {
  const vcs = openVcs({ git: 'git', hg: 'hg', home: path.join(folder, 'home'), encodings: [], revFilter: '--all' })
  const ids = await makeRepository(kind, path.join(folder, 'repository'), commits)
  const repository = await vcs.open(kind, path.join(folder, 'repository'))
  return { folder: repository.folder, repository, vcs, ids: ids as unknown as CommitId[] } // they were just made
}

test.after.always(async () => {
  for (const making of made.values()) await (await making).vcs.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A test for each kind, on the shared repository. */
export function each(title: string, run: (t: ExecutionContext, made: Made) => Promise<void>): void {
  for (const kind of kinds) test(`${kind}: ${title}`, async t => run(t, await shared(kind)))
}

export async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = []
  for await (const value of values) found.push(value)
  return found
}

export async function refused(t: ExecutionContext, asked: Promise<unknown>, kind: ProblemKind): Promise<void> {
  const error = await t.throwsAsync(asked)
  t.true(isProblem(error, kind), String(error))
}

/** Tools for a test that makes its own repositories. */
export async function openTools(t: ExecutionContext): Promise<{ vcs: Vcs; folder: string }> {
  const folder = await makeFolder(t)
  return { vcs: openBeside(t, path.join(folder, 'repository')), folder }
}

/** The same, for a repository that is there. */
export function openBeside(t: ExecutionContext, folder: string, revFilter = '--all'): Vcs {
  const home = path.join(folder, '../home')
  const vcs = openVcs({ git: 'git', hg: 'hg', home, encodings: [], revFilter })
  t.teardown(() => vcs.close())
  return vcs
}
