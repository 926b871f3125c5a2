import { type Html, html } from './html.ts'
import { lineNumber } from './line-number.ts'
import type { ValueRow, ValueTable } from './value-table.ts'

/** A table as markup, made once. */
export interface RenderedTable {
  readonly rows: Html
  /** How many rows it has, and how many of them are shown; the head is none. */
  readonly count: number
  readonly shown: number
}

/** Its first row names the columns; every row has the number of its line, which is a link to it as in the source. */
export function renderTable({ head, rows, count }: ValueTable): RenderedTable {
  const width = rows.reduce((most, { values }) => Math.max(most, values.length), head.values.length)
  const names = Array.from({ length: width }, (_, index) => head.values[index] ?? '')
  const first = lineNumber({ id: `L${head.line}`, number: head.line, isStop: true })
  return {
    rows: html`<thead><tr id="L${head.line}"><td class="n">${first}</td>
${names.map(column)}</tr></thead><tbody>
${rows.map(row => line(row, width))}</tbody>`,
    count,
    shown: rows.length,
  }
}

function column(name: string): Html {
  return name === '' ? html`<td class="c"></td>` : html`<th class="c" scope="col">${name}</th>`
}

function line(row: ValueRow, width: number): Html {
  const cells = row.values.map(value => html`<td class="c">${value}</td>`)
  const link = lineNumber({ id: `L${row.line}`, number: row.line, isStop: false })
  const missing = width - row.values.length
  return html`<tr id="L${row.line}"><th class="n" scope="row">${link}</th>${cells}${
    missing > 0 && html`<td class="c" colspan="${missing}"></td>`
  }</tr>
`
}
