import test from 'ava'
import type { FileDiff } from '../../lib/vcs/repository.ts'
import { beginning, type DiffPlace } from '../../lib/web/diff-choices.ts'
import { diffLimit, readDiff, type ShownDiff } from '../../lib/web/diff-reading.ts'
import type { DiffSource } from '../../lib/web/diff-source.ts'

function file(name: string, line: string): FileDiff {
  const lines = [{ kind: 'added', text: line }] as const
  const hunks = [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, section: '', lines }]
  const paths = { oldPath: name, newPath: name, oldMode: null, newMode: '100644' }
  return { operation: 'added', ...paths, binary: false, added: 1, removed: 0, hunks }
}

function source(...files: readonly FileDiff[]): DiffSource {
  return {
    async *read() {
      yield* files
    },
    list: async () => files,
  }
}

/** The files of a page: place, lines before, lines that are shown. */
function partsOf({ files }: ShownDiff): unknown[] {
  return files.map(({ index, passed, hunks }) => [
    index,
    passed,
    hunks.reduce((sum, { lines }) => sum + lines.length, 0),
  ])
}

const small = file('a.js', 'let a')
const tall: FileDiff = {
  ...file('b.js', ''),
  added: 10,
  hunks: [
    {
      oldStart: 0,
      oldLines: 0,
      newStart: 1,
      newLines: 10,
      section: '',
      lines: Array.from({ length: 10 }, () => plus('x')),
    },
  ],
}

function plus(text: string): FileDiff['hunks'][number]['lines'][number] {
  return { kind: 'added', text }
}

test('files that do not fit begin the next page; all are listed and counted', async t => {
  const files = source(small, tall, small, small)
  const first = await readDiff(files, beginning, { cost: 220, files: 100 })
  t.deepEqual(partsOf(first), [[0, 0, 1]])
  t.deepEqual(first.next, { file: 1, line: 0 })
  t.is(first.list.length, 4)
  t.deepEqual(first.counts, { added: 13, removed: 0 })
  const second = await readDiff(files, { file: 1, line: 0 }, { cost: 220, files: 100 })
  t.deepEqual(partsOf(second), [[1, 0, 10]])
  t.deepEqual(second.next, { file: 2, line: 0 })
  const third = await readDiff(files, { file: 2, line: 0 }, { cost: 220, files: 100 })
  t.deepEqual(partsOf(third), [
    [2, 0, 1],
    [3, 0, 1],
  ])
  t.is(third.next, null)
})

test('a file that no page has room for is shown in pieces, each line once', async t => {
  const files = source(tall, small)
  const numbers: number[] = []
  let next: DiffPlace | null = beginning
  for (let pages = 0; next && pages < 20; pages++) {
    const part: ShownDiff = await readDiff(files, next, { cost: 70, files: 100 })
    for (const { hunks } of part.files.filter(({ index }) => index === 0))
      numbers.push(...hunks.flatMap(({ lines }) => lines.map(each => each.new ?? 0)))
    next = part.next
  }
  t.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  t.is(next, null)
})

test('a page has only so many files', async t => {
  const diff = await readDiff(source(small, small, small), beginning, { cost: 10_000, files: 2 })
  t.deepEqual([diff.files.length, diff.list.length, diff.next], [2, 3, { file: 2, line: 0 }])
})

test('behind the last file there is nothing', async t => {
  const diff = await readDiff(source(small), { file: 7, line: 0 }, { cost: 10_000, files: 2 })
  t.deepEqual([diff.files.length, diff.list.length, diff.next], [0, 1, null])
})

test('a page where everything fits has colours by the name of a file', async t => {
  const diff = await readDiff(source(small, tall), beginning, diffLimit(false, null))
  t.is(diff.next, null)
  t.is(diff.files[0]?.hunks[0]?.lines[0]?.segments[0]?.kind, 'keyword')
})

test('each side has its own colours, whatever the other opens', async t => {
  const lines = [
    { kind: 'context', text: 'let a' },
    { kind: 'removed', text: '/* one' },
    { kind: 'removed', text: 'two */' },
    { kind: 'added', text: 'let b' },
    { kind: 'context', text: 'let c' },
  ] as const
  const hunk = { oldStart: 1, oldLines: 4, newStart: 1, newLines: 3, section: '', lines }
  const diff = await readDiff(source({ ...file('a.js', ''), hunks: [hunk, hunk] }), beginning, diffLimit(false, null))
  const kinds = diff.files[0]?.hunks.map(shown => shown.lines.map(({ segments }) => segments[0]?.kind))
  const expected = ['keyword', 'comment', 'comment', 'keyword', 'keyword']
  t.deepEqual(kinds, [expected, expected])
})
