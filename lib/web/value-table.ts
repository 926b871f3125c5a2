/*
 * RFC 4180, and what programs make of it: fields between commas, semicolons or tabs; a field in quotes may hold any of
 * them, line ends, and quotes written twice.
 */

export interface ValueRow {
  /** The number of its first line. */
  readonly line: number
  readonly values: readonly string[]
}

export interface ValueTable {
  /** What the columns are called. */
  readonly head: ValueRow
  readonly rows: readonly ValueRow[]
  /** How many rows there are, shown or not. */
  readonly count: number
}

/** More is read as source. */
const mostRows = 1000
const mostColumns = 200

export function isTable(name: string): boolean {
  return /\.(?:csv|tsv|tab)$/i.test(name)
}

/** The first rows of a table; null for a text that is none. */
export function parseTable(text: string, name: string): ValueTable | null {
  const separator = /\.(?:tsv|tab)$/i.test(name) ? '\t' : likelySeparator(text)
  const rows: ValueRow[] = []
  let count = 0
  for (const row of parseRows(text, separator)) {
    if (row === null || row.values.length > mostColumns) return null
    count++
    if (rows.length <= mostRows) rows.push(row)
  }
  const [head, ...rest] = rows
  return head ? { head, rows: rest, count: count - 1 } : null
}

/** The one that stands in the first line most often, outside of quotes. */
function likelySeparator(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1)
  const counts = [',', ';', '\t'].map(each => ({ each, count: line.split(each).length }))
  return counts.toSorted((one, two) => two.count - one.count)[0]?.each ?? ','
}

/** Row by row; null where a quote is left open, or something stands behind a closed one. */
function* parseRows(text: string, separator: string): Generator<ValueRow | null> {
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r?\\n|$)`,
    'y',
  )
  let values: string[] = []
  let [line, first] = [1, 1]
  while (field.lastIndex < text.length || values.length > 0) {
    const found = field.exec(text)
    if (!found) return yield null
    const [all, quoted, plain = '', end] = found
    values.push(quoted?.replaceAll('""', '"') ?? plain)
    line += all.split('\n').length - 1
    if (end === separator) continue
    if (values.length > 1 || values[0] !== '') yield { line: first, values }
    values = []
    first = line
  }
}
