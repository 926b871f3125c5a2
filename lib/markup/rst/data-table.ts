import type { Block, Cell } from './block.ts'
import { parseInline } from './inline.ts'
import type { Order } from './order.ts'
import type { Reading } from './reading.ts'
import { plainCell, tableOf } from './table.ts'

/** A list whose items are lists of the same length. */
export function listTable(reading: Reading, order: Order): readonly Block[] {
  const { whole } = reading
  const blocks = whole.inside(reading, order.content)
  const caption = parseInline(order.words.join(' '), whole.names)
  const [list] = blocks
  const rows = list?.kind === 'list' && blocks.length === 1 ? list.items.map(cellsOf) : [null]
  const cells = rows.reduce((sum, row) => sum + (row?.length ?? Infinity), 0)
  if (cells > whole.cells.left) return caption.length === 0 ? blocks : [{ kind: 'rubric', text: caption }, ...blocks]
  whole.cells.left -= cells
  const heads = numberOf(order, 'header-rows')
  const stubs = numberOf(order, 'stub-columns')
  const found = rows.map((row, nth) =>
    (row ?? []).map((cell, column) => plainCell(nth < heads || column < stubs, cell)),
  )
  return [tableOf(found, caption)]
}

function cellsOf(item: readonly Block[]): readonly (readonly Block[])[] | null {
  const [list] = item
  return list?.kind === 'list' && item.length === 1 ? list.items : null
}

/** Values with a comma between, some in quotes. A file or an address is not read. */
export function csvTable(reading: Reading, order: Order): readonly Block[] {
  const { whole } = reading
  const sign = { tab: '\t', space: ' ' }[order.options.get('delim') ?? ''] ?? order.options.get('delim')?.[0] ?? ','
  const quote = order.options.get('quote')?.[0] ?? '"'
  const header = order.options.get('header')
  const records = [...(header ? parseCsv(header, sign, quote) : []), ...parseCsv(order.content.join('\n'), sign, quote)]
  const cells = records.reduce((sum, record) => sum + record.length, 0)
  if (cells > whole.cells.left) return [{ kind: 'literal', text: order.typed.join('\n'), language: '' }]
  whole.cells.left -= cells
  const heads = numberOf(order, 'header-rows') + (header ? 1 : 0)
  const stubs = numberOf(order, 'stub-columns')
  const rows = records.map((record, nth) =>
    record.map((value, column): Cell => {
      const blocks = whole.inside(reading, value.trim().split('\n'))
      return plainCell(nth < heads || column < stubs, blocks)
    }),
  )
  return [tableOf(rows, parseInline(order.words.join(' '), whole.names))]
}

function numberOf({ options }: Order, name: string): number {
  return Number(/^\d{1,4}$/.exec(options.get(name) ?? '')?.[0] ?? 0)
}

function parseCsv(text: string, sign: string, quote: string): readonly (readonly string[])[] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    const { value, end } = valueAt(text, at, sign, quote)
    record.push(value)
    const behind = text[end]
    at = end + 1
    if (behind === sign && at < text.length) continue
    records.push(record)
    record = []
  }
  return records.filter(values => values.some(value => value.trim() !== ''))
}

/** A quote within quotes is written twice. */
function valueAt(text: string, from: number, sign: string, quote: string) {
  let at = from
  if (sign !== ' ') while (text[at] === ' ') at++
  if (text[at] !== quote) {
    let end = at
    while (end < text.length && text[end] !== sign && text[end] !== '\n') end++
    return { value: text.slice(at, end), end }
  }
  const parts: string[] = []
  for (let open = at + 1; ; ) {
    const close = text.indexOf(quote, open)
    if (close < 0) return { value: parts.join('') + text.slice(open), end: text.length }
    parts.push(text.slice(open, close))
    open = close + 1
    if (text[open] === quote) {
      parts.push(quote)
      open++
      continue
    }
    let end = open
    while (end < text.length && text[end] !== sign && text[end] !== '\n') end++
    return { value: parts.join('') + text.slice(open, end), end }
  }
}
