import type { Line, Run } from '#markup/runs.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** Numbered lines; every number is a link to its line. */
export function codeTable(visit: Pick<Visit, 't'>, lines: readonly Line[]): Html {
  const rows = lines.map((line, index) => row(index + 1, line))
  return html`<div class="scroll"><table class="code"><caption class="hidden">${visit.t('Source')}</caption>
<tbody>${rows}</tbody></table></div>`
}

function row(number: number, line: Line): Html {
  return html`<tr id="L${number}"><th class="n" scope="row"><a href="#L${number}">${number}</a></th>
<td class="c">${line.map(codeRun)}</td></tr>
`
}

/** A run of a line in its colour. */
export function codeRun({ kind, text }: Run): Html {
  if (kind === '') return html`${text}`
  const [first = '', ...more] = kind.split(' ')
  return html`<span class="h-${[first, ...more].join(' ')}">${text}</span>`
}
