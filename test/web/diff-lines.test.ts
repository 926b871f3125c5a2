import test from 'ava'
import type { DiffLine, Hunk } from '../../lib/vcs/repository.ts'
import { showHunk, type ShownLine } from '../../lib/web/diff-lines.ts'

const kinds = { ' ': 'context', '+': 'added', '-': 'removed' } as const

function hunk(...lines: string[]): Hunk {
  const read = lines.map((line): DiffLine => ({ kind: kinds[line.charAt(0) as ' '], text: line.slice(1) })) // or + or -
  return { oldStart: 5, oldLines: 0, newStart: 7, newLines: 0, section: '', lines: read }
}

const show = (...lines: string[]) => showHunk(hunk(...lines), [], { left: 1000 }).lines
const changed = (line: ShownLine | undefined) =>
  line?.segments.filter(segment => segment.changed).map(segment => segment.text)
const text = (line: ShownLine) => line.segments.map(segment => segment.text).join('')

test('lines are numbered on the side they stand on', t => {
  const lines = show(' a', '-b', '+c', '+d', ' e')
  t.deepEqual(
    lines.map(line => [line.old, line.new]),
    [
      [5, 7],
      [6, null],
      [null, 8],
      [null, 9],
      [7, 10],
    ],
  )
})

test('words that changed are marked in lines that stand for each other', t => {
  const [before, after] = show('-let total = one', '+let total = two')
  t.deepEqual(changed(before), ['one'])
  t.deepEqual(changed(after), ['two'])
})

test('the third removal is compared with the third addition', t => {
  const lines = show('-a b 1', '-a b 2', '-a b 3', '+a b 4', '+a b 5', '+a b 6')
  t.deepEqual(lines.map(changed), [['1'], ['2'], ['3'], ['4'], ['5'], ['6']])
})

test('marks lie over colours without changing the text', t => {
  const colours = [
    [
      { kind: 'keyword', text: 'let' },
      { kind: '', text: ' total = one' },
    ],
    [
      { kind: 'keyword', text: 'let' },
      { kind: '', text: ' total = two' },
    ],
  ]
  const { lines } = showHunk(hunk('-let total = one', '+let total = two'), colours, { left: 1000 })
  t.deepEqual(lines.map(text), ['let total = one', 'let total = two'])
  t.deepEqual(lines[0]?.segments.at(-1), { kind: '', text: 'one', changed: true })
})

test('a carriage return is shown only where some lines have one and others not', t => {
  t.deepEqual(
    show('-a\r', '+a').map(line => line.carriageReturn),
    [true, false],
  )
  t.deepEqual(
    show('-a\r', '+b\r').map(line => line.carriageReturn),
    [false, false],
  )
  t.deepEqual(show('-a\r', '+b\r').map(text), ['a', 'b'])
})

test('no more time is spent on words than there is', t => {
  const { lines } = showHunk(hunk('-let total = one', '+let total = two'), [], { left: 0 })
  t.deepEqual(lines.map(changed), [[], []])
})
