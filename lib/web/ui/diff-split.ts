import type { ShownHunk, ShownLine } from '../diff-lines.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { type DiffTable, diffTable, lineText, noteRows, type Notes, numberCell } from './diff-cells.ts'
import { hunkTitle } from './hunk-title.ts'

/** The lines of a file's diff beside each other: before on the left, after on the right. */
export function splitTable(visit: Pick<Visit, 't'>, file: string, hunks: readonly ShownHunk[], notes?: Notes): Html {
  const table = diffTable(file, hunks)
  const heads = [visit.t('Old line'), visit.t('Before'), visit.t('New line'), visit.t('After')]
  return html`<div class="scroll"><table class="code diff split">
<colgroup><col class="num"><col><col class="num"><col></colgroup>
<thead class="hidden"><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${hunks.map(shown => hunkRows(visit, table, shown, notes))}</tbody></table></div>`
}

function hunkRows(visit: Pick<Visit, 't'>, table: DiffTable, { hunk, lines }: ShownHunk, notes?: Notes): Html {
  return html`<tr class="hunk"><td class="n"></td><td class="c" colspan="3">${hunkTitle(hunk)}</td></tr>
${pairLines(lines).map(([before, after]) => {
  const numbers = { old: before?.old ?? null, new: after?.new ?? null }
  return html`${row(visit, table, before, after)}${noteRows(table.id, numbers, notes)}`
})}`
}

type Pair = readonly [before: ShownLine | null, after: ShownLine | null]

/** Removals stand beside the additions that follow them; where one side has more lines, the other stays empty. */
export function pairLines(lines: readonly ShownLine[]): readonly Pair[] {
  const pairs: Pair[] = []
  const waiting: { removed: ShownLine[]; added: ShownLine[] } = { removed: [], added: [] }
  const flush = () => {
    const { removed, added } = waiting
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      pairs.push([removed[index] ?? null, added[index] ?? null])
    }
    waiting.removed = []
    waiting.added = []
  }
  for (const line of lines) {
    if (line.kind === 'removed' && waiting.added.length > 0) flush()
    if (line.kind === 'context') {
      flush()
      pairs.push([line, line])
    } else waiting[line.kind].push(line)
  }
  flush()
  return pairs
}

function row(visit: Pick<Visit, 't'>, table: DiffTable, before: ShownLine | null, after: ShownLine | null): Html {
  return html`<tr>${half(visit, table, 'o', before)}${half(visit, table, 'n', after)}</tr>
`
}

function half(visit: Pick<Visit, 't'>, table: DiffTable, side: 'o' | 'n', line: ShownLine | null): Html {
  if (!line) return html`<td class="n void"></td><td class="c void"></td>`
  const number = numberCell(table, side, side === 'o' ? line.old : line.new)
  if (line.kind === 'context') return html`${number}<td class="c">${lineText(visit, line)}</td>`
  const [name, word] = line.kind === 'added' ? ['add', visit.t('added: ')] : ['del', visit.t('removed: ')]
  return html`${number}<td class="c ${name}"><span class="hidden">${word}</span>${lineText(visit, line)}</td>`
}
