import test from 'ava'
import type { FileDiff } from '../../../lib/vcs/repository.ts'
import { type ShownLine, showHunk } from '../../../lib/web/diff-lines.ts'
import type { ShownFile } from '../../../lib/web/diff-reading.ts'
import { diffFiles, renderDiff } from '../../../lib/web/ui/diff.ts'
import type { DiffLinks } from '../../../lib/web/ui/diff-links.ts'
import { pairLines } from '../../../lib/web/ui/diff-split.ts'
import type { Visit } from '../../../lib/web/visit.ts'

const visit = {
  t: (text: string, values: Record<string, string | number> = {}) =>
    text.replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
  asset: (name: string) => `/${name}`,
} as unknown as Visit // views of a diff ask for nothing else

const links: DiffLinks = {
  before: diff => ({ page: `/before/${diff.oldPath}`, raw: `/raw/before/${diff.oldPath}` }),
  after: diff => ({ page: `/after/${diff.newPath}`, raw: `/raw/after/${diff.newPath}` }),
  to: ({ file, line: first }) => `/at/${file}/${first}`,
  everything: '/all',
}

const hunk = showHunk(
  {
    oldStart: 1,
    oldLines: 2,
    newStart: 1,
    newLines: 2,
    section: 'f()',
    lines: [
      { kind: 'context', text: 'same' },
      { kind: 'removed', text: 'let a = <b>  ' },
      { kind: 'added', text: 'let a = <i>  ', unended: true },
    ],
  },
  [],
  { left: 1000 },
)

function shown(
  more: Partial<FileDiff> = {},
  file: Partial<ShownFile> = {},
  layout: 'unified' | 'split' = 'unified',
): string {
  const diff: FileDiff = {
    operation: 'modified',
    oldPath: 'a/x.c',
    newPath: 'a/x.c',
    oldMode: '100644',
    newMode: '100644',
    binary: false,
    added: 1,
    removed: 1,
    hunks: [],
    ...more,
  }
  const about = { list: [diff], counts: { added: 1, removed: 1 }, next: null, cost: 0 }
  const read = { files: [{ index: 0, passed: 0, diff, hunks: [hunk], ...file }], ...about }
  return diffFiles(visit, renderDiff(visit, read, { layout }).files, links).join('')
}

test('an added and a removed line are told apart by words or signs, not by colour alone', t => {
  t.regex(
    shown(),
    /<tr class="del">[\s\S]*<td class="sign">−<\/td>[\s\S]*<tr class="add">[\s\S]*<td class="sign">\+<\/td>/,
  )
  t.regex(shown({}, {}, 'split'), /removed: <\/span>[\s\S]*added: <\/span>/)
})

test('lines can be linked to on the side they stand on', t => {
  const text = shown()
  t.regex(text, /<a id="f0o1" href="#f0o1">1<\/a>/)
  t.regex(text, /<a id="f0n2" href="#f0n2" tabindex="-1">2<\/a>/)
  t.notRegex(text, /f0n3|f0o3/)
})

test('what changed in a line, blanks at its end and a missing line end are shown', t => {
  const text = shown()
  t.regex(text, /<del>b<\/del>/)
  t.regex(text, /<ins>i<\/ins>/)
  t.regex(text, /<span class="tail"> {2}<\/span>/)
  t.regex(text, /class="eol"> no line end/)
  t.regex(text, /@@ -1,2 \+1,2 @@ f\(\)/)
})

test('a rename, a new mode and a binary file are named in words', t => {
  t.regex(shown({ operation: 'renamed', oldPath: 'a/y.c' }, { hunks: [] }), /a\/<wbr>y.c → a\/<wbr>x.c[\s\S]*renamed/)
  t.regex(shown({ newMode: '100755' }, { hunks: [] }), /mode 100644 → 100755[\s\S]*Only the mode changed/)
  t.regex(shown({ binary: true }, { hunks: [] }), /A binary file[\s\S]*\/before\/a\/x.c[\s\S]*\/after\/a\/x.c/)
})

test('what continues a file says so, and is another place on the page', t => {
  t.regex(shown({}, { passed: 40 }), /id="f0-40-"[\s\S]*40 lines before[\s\S]*id="f0-40-n2"/)
  t.regex(shown({}, { passed: 40, hunks: [] }), /There are no further lines/)
})

test('a deleted file is folded', t => {
  t.regex(shown(), /<details open>/)
  t.notRegex(shown({ operation: 'removed', newMode: null }), /<details open>/)
})

test('names and lines are text, whatever they say', t => {
  const text = shown({ oldPath: '"><script>', newPath: '"><script>' })
  t.notRegex(text, /<script/)
})

function line(kind: 'context' | 'added' | 'removed', number: number): ShownLine {
  return { kind, old: number, new: number, segments: [], unended: false, carriageReturn: false, left: 0 }
}

test('side by side, removals stand beside the additions that follow them', t => {
  const pairs = pairLines([
    line('removed', 1),
    line('removed', 2),
    line('added', 3),
    line('context', 4),
    line('added', 5),
  ])
  t.deepEqual(
    pairs.map(([before, after]) => [before?.old ?? null, after?.new ?? null]),
    [
      [1, 3],
      [2, null],
      [4, 4],
      [null, 5],
    ],
  )
})
