import type { Cell } from './block.ts'
import { dedent, isBlank, takeParagraph } from './lines.ts'
import type { Found, Reading } from './reading.ts'
import { plainCell, tableOf } from './table.ts'

interface Column {
  readonly from: number
  readonly to: number
}

interface Row {
  readonly columns: readonly Column[]
  readonly lines: string[]
  readonly head: boolean
}

/** Looked for the lower border of a table. */
const longest = 5000

/**
 * ====  ====   A row begins where its first column has text. A line of `-` below a row joins columns; a second border
 * a     b      ends the head.
 * ====  ====
 */
export function simpleTable(reading: Reading, at: number): Found | null {
  const border = /^={1,400}(?: +={1,400}){1,100} *$/
  if (!border.test(reading.lines[at] ?? '')) return null
  const borders = bordersOf(reading.lines, at, border)
  const last = borders.at(-1)
  const columns = columnsOf(reading.lines[at] ?? '')
  const rows = last === undefined ? null : rowsOf(reading.lines, [at, ...borders], columns)
  const cells = rows?.reduce((sum, row) => sum + row.columns.length, 0) ?? Infinity
  if (!rows || last === undefined || cells > reading.whole.cells.left) {
    const { lines, next } = takeParagraph(reading.lines, at)
    return { blocks: [{ kind: 'literal', text: lines.join('\n'), language: '' }], next }
  }
  reading.whole.cells.left -= cells
  return { blocks: [tableOf(rows.map(row => cellsOf(reading, row, columns)))], next: last + 1 }
}

/** The borders below the first: one, or two of which the first ends the head. */
function bordersOf(lines: readonly string[], from: number, border: RegExp): readonly number[] {
  const found: number[] = []
  for (let at = from + 1; at < Math.min(lines.length, from + longest); at++) {
    if (lines[at]?.[0] !== '=' || !border.test(lines[at] ?? '')) continue
    found.push(at)
    if (found.length === 2 || isBlank(lines[at + 1])) return found
  }
  return found
}

function columnsOf(border: string): readonly Column[] {
  const columns = [...border.matchAll(/[=-]+/g)]
  return columns.map(({ index, 0: { length } }, nth) => ({
    from: index,
    to: columns[nth + 1] ? index + length : Infinity,
  }))
}

/** Null where text stands between two columns. */
function rowsOf(lines: readonly string[], borders: readonly number[], all: readonly Column[]): readonly Row[] | null {
  const [top = 0, middle = 0, bottom] = borders
  const rows: Row[] = []
  let open: string[] = []
  const close = (columns: readonly Column[], head: boolean) => {
    if (open.some(line => line !== '')) rows.push({ columns, lines: open, head })
    open = []
  }
  for (let at = top + 1; at < (bottom ?? middle); at++) {
    const line = lines[at] ?? ''
    const head = bottom !== undefined && at <= middle
    if (at === middle) close(all, head)
    else if (/^-[- ]*$/.test(line) && open.length > 0) close(spansOf(line, all), head)
    else {
      const first = all[0]?.to ?? 0
      if (line.slice(0, first).trim() !== '' && open.length > 0) close(all, head)
      open.push(line)
    }
  }
  close(all, false)
  return rows.every(row => row.lines.every(line => isInColumns(line, row.columns))) ? rows : null
}

function spansOf(line: string, all: readonly Column[]): readonly Column[] {
  const spans = columnsOf(line)
  const known = new Set(all.map(column => column.from))
  return spans.every(span => known.has(span.from)) ? spans : all
}

function isInColumns(line: string, columns: readonly Column[]): boolean {
  return columns.every(({ to }, nth) => line.slice(to, columns[nth + 1]?.from).trim() === '' || to === Infinity)
}

function cellsOf(reading: Reading, { columns, lines, head }: Row, all: readonly Column[]): readonly Cell[] {
  return columns.map(({ from, to }, nth) => {
    const text = lines.map(line => line.slice(from, to).trimEnd())
    const end = columns[nth + 1]?.from ?? Infinity
    const width = all.filter(column => column.from >= from && column.from < end).length
    return plainCell(head, reading.whole.inside(reading, dedent(text)), Math.max(1, width))
  })
}
