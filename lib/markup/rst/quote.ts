import type { Block } from './block.ts'
import { parseInline } from './inline.ts'
import { isBlank, isIndented, takeBlock } from './lines.ts'
import type { Found, Reading } from './reading.ts'

/** Indented lines; the last paragraph may say `-- whose` they are. */
export function quote(reading: Reading, at: number): Found | null {
  if (!isIndented(reading.lines[at])) return null
  const { lines, next } = takeBlock(reading.lines, at)
  return { blocks: [quoteOf(reading, lines)], next }
}

export function quoteOf(reading: Reading, lines: readonly string[]): Block {
  let last = lines.length
  while (last > 0 && !isBlank(lines[last - 1])) last--
  const source = /^(?:---?(?!-)|\u2014)\s*(?=\S)/.exec(lines[last] ?? '')?.[0]
  const hasSource = source !== undefined && last > 0
  return {
    kind: 'quote',
    title: [],
    blocks: reading.whole.inside(reading, hasSource ? lines.slice(0, last) : lines),
    source: hasSource
      ? parseInline(`\u2014${lines.slice(last).join(' ').slice(source.length)}`, reading.whole.names)
      : [],
  }
}
