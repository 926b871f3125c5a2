import type { ShownHunk, ShownLine } from '../diff-lines.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { lineText, noteRows, type Notes, numberCell } from './diff-cells.ts'
import { hunkTitle } from './hunk-title.ts'

/** The lines of a file's diff below each other. `file` begins the ids of its lines. */
export function unifiedTable(visit: Pick<Visit, 't'>, file: string, hunks: readonly ShownHunk[], notes?: Notes): Html {
  const heads = [visit.t('Old line'), visit.t('New line'), visit.t('Change'), visit.t('Text')]
  return html`<div class="scroll"><table class="code diff"><thead class="hidden">
<tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${hunks.map(shown => hunkRows(visit, file, shown, notes))}</tbody></table></div>`
}

function hunkRows(visit: Pick<Visit, 't'>, file: string, { hunk, lines }: ShownHunk, notes?: Notes): Html {
  return html`<tr class="hunk"><td class="n" colspan="2"></td><td class="sign"></td>
<td class="c">${hunkTitle(hunk)}</td></tr>
${lines.map(line => html`${row(visit, file, line)}${noteRows(file, line, notes)}`)}`
}

const rows = {
  context: { name: '', sign: '' },
  added: { name: 'add', sign: '+' },
  removed: { name: 'del', sign: '−' },
}

function row(visit: Pick<Visit, 't'>, file: string, line: ShownLine): Html {
  const { name, sign } = rows[line.kind]
  return html`<tr${name && html` class="${name}"`}>${numberCell(file, 'o', line.old)}${numberCell(file, 'n', line.new)}
<td class="sign">${sign}</td><td class="c">${lineText(visit, line)}</td></tr>
`
}
