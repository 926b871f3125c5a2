import test from 'ava'
import type { FileDiff } from '../../lib/vcs/repository.ts'
import { readDiff } from '../../lib/web/diff-reading.ts'

function file(name: string, line: string): FileDiff {
  const lines = [{ kind: 'added', text: line }] as const
  const hunks = [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, section: '', lines }]
  const paths = { oldPath: name, newPath: name, oldMode: null, newMode: '100644' }
  return { operation: 'added', ...paths, binary: false, added: 1, removed: 0, hunks }
}

async function* listOf(...files: FileDiff[]): AsyncIterable<FileDiff> {
  yield* files
}

test('behind the limit the lines of files are left out, their names and numbers are not', async t => {
  const diff = await readDiff(listOf(file('a.js', 'let a'), file('b.js', 'x'.repeat(50)), file('c.js', 'let c')), 20)
  t.deepEqual(
    diff.files.map(each => [each.diff.newPath, each.omitted, each.hunks.length]),
    [
      ['a.js', false, 1],
      ['b.js', true, 0],
      ['c.js', true, 0],
    ],
  )
  t.true(diff.cut)
  t.is(diff.added, 3)
})

test('without a limit everything is there, coloured by its name', async t => {
  const diff = await readDiff(listOf(file('a.js', 'let a'), file('b.js', 'x'.repeat(50))), null)
  t.false(diff.cut)
  t.is(diff.files[0]?.hunks[0]?.lines[0]?.segments[0]?.kind, 'keyword')
})

test('more than a thousand files are counted but not listed', async t => {
  const diff = await readDiff(listOf(...Array.from({ length: 1200 }, (_, index) => file(`${index}`, 'x'))), null)
  t.deepEqual([diff.files.length, diff.hidden, diff.added], [1000, 200, 1200])
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
  const diff = await readDiff(listOf({ ...file('a.js', ''), hunks: [hunk, hunk] }), null)
  const kinds = diff.files[0]?.hunks.map(shown => shown.lines.map(({ segments }) => segments[0]?.kind))
  const expected = ['keyword', 'comment', 'comment', 'keyword', 'keyword']
  t.deepEqual(kinds, [expected, expected])
})
