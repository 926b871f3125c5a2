import type { Block } from './block.ts'
import { explicit } from './explicit.ts'
import { definition, fields, options } from './entries.ts'
import { gridTable } from './grid-table.ts'
import { isBlank } from './lines.ts'
import { bullets, enumeration } from './lists.ts'
import { doctest, lineBlock, paragraph } from './paragraph.ts'
import { quote } from './quote.ts'
import type { Found, Reader, Reading } from './reading.ts'
import { simpleTable } from './simple-table.ts'
import { title } from './title.ts'

/** What stands deeper in one another is shown as it was typed. */
const deepest = 20

const readers: readonly Reader[] = [
  quote,
  bullets,
  enumeration,
  fields,
  options,
  doctest,
  lineBlock,
  gridTable,
  simpleTable,
  explicit,
  title,
  definition,
]

/** Reads lines from top to bottom: each reader takes what is its own, and a paragraph what is left. */
export function readBlocks(reading: Reading): readonly Block[] {
  const { lines, depth } = reading
  if (depth > deepest) return [{ kind: 'literal', text: lines.join('\n'), language: '' }]
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    if (isBlank(lines[at])) at++
    else {
      const found = readOne(reading, at)
      for (const block of found.blocks) blocks.push(block)
      at = found.next
    }
  }
  return blocks
}

/** The same for lines that stand inside of something. */
export function readInside(reading: Reading, lines: readonly string[]): readonly Block[] {
  return readBlocks({ ...reading, lines, depth: reading.depth + 1 })
}

function readOne(reading: Reading, at: number): Found {
  for (const reader of readers) {
    const found = reader(reading, at)
    if (found) return found
  }
  return paragraph(reading, at)
}
