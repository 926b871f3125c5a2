import { readBlocks, readInside } from './rst/blocks.ts'
import { linesOf } from './rst/lines.ts'
import { makeNames } from './rst/names.ts'
import { writeDocument } from './rst/write.ts'
import { promoteTitles } from './rst/promotion.ts'
import { type SanitizeOptions, sanitizeHtml } from './sanitize.ts'

/** Cells of all tables of a document; what goes beyond is shown as it was typed. */
const mostCells = 20_000

/**
 * reStructuredText to markup that is safe to show: what docutils makes of a readme, in time that grows with its
 * length.
 */
export function renderRst(text: string, options: SanitizeOptions): string {
  const whole = { names: makeNames(), styles: [], cells: { left: mostCells }, inside: readInside }
  const blocks = readBlocks({ lines: linesOf(text), depth: 0, whole })
  return sanitizeHtml(writeDocument(promoteTitles(blocks), whole.names), options)
}
