import type { ShownHunk, ShownLine } from '../diff-lines.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { type DiffTable, diffTable, lineText, noteRows, type Notes, numberCell } from './diff-cells.ts'
import { hunkTitle } from './hunk-title.ts'

/** The lines of a file's diff below each other. `file` begins the ids of its lines. */
export function unifiedTable(visit: Pick<Visit, 't'>, file: string, hunks: readonly ShownHunk[], notes?: Notes): Html {
  const table = diffTable(file, hunks)
  const heads = [visit.t('Old line'), visit.t('New line'), visit.t('Change'), visit.t('Text')]
  return html`<div class="scroll"><table class="code diff"><thead class="hidden">
<tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${hunks.map(shown => hunkRows(visit, table, shown, notes))}</tbody></table></div>`
}

function hunkRows(visit: Pick<Visit, 't'>, table: DiffTable, { hunk, lines }: ShownHunk, notes?: Notes): Html {
  return html`<tr class="hunk"><td class="n" colspan="2"></td><td class="sign"></td>
<td class="c">${hunkTitle(hunk)}</td></tr>
${lines.map(line => html`${row(visit, table, line)}${noteRows(table.id, line, notes)}`)}`
}

const rows = {
  context: { name: '', sign: '' },
  added: { name: 'add', sign: '+' },
  removed: { name: 'del', sign: '−' },
}

function row(visit: Pick<Visit, 't'>, table: DiffTable, line: ShownLine): Html {
  const { name, sign } = rows[line.kind]
  const numbers = html`${numberCell(table, 'o', line.old)}${numberCell(table, 'n', line.new)}`
  return html`<tr${name && html` class="${name}"`}>${numbers}
<td class="sign">${sign}</td><td class="c">${lineText(visit, line)}</td></tr>
`
}
