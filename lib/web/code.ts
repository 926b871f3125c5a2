import type { Line, Run } from '#markup/runs.ts'
import { type Html, html } from './html.ts'
import { lineNumber } from './line-number.ts'

/** Source as markup, made once and shown by several pages. */
export interface Code {
  readonly lines: readonly Html[]
  /** Its lines as numbered rows; every number is a link to its line. */
  readonly rows: Html
}

export function makeCode(source: readonly Line[]): Code {
  const lines = source.map(line => html`${line.map(codeRun)}`)
  return { lines, rows: html`${lines.map((line, index) => row(index + 1, line))}` }
}

/** Characters of all its markup. */
export function sizeOfCode({ lines, rows }: Code): number {
  return lines.reduce((sum, line) => sum + line.length, rows.length)
}

function row(number: number, line: Html): Html {
  const link = lineNumber({ id: `L${number}`, number, isStop: number === 1 })
  return html`<tr id="L${number}"><th class="n" scope="row">${link}</th>
<td class="c">${line}</td></tr>
`
}

/** A run of a line in its colour. */
export function codeRun({ kind, text }: Run): Html {
  if (kind === '') return html`${text}`
  const [first = '', ...more] = kind.split(' ')
  return html`<span class="h-${[first, ...more].join(' ')}">${text}</span>`
}
