import type { Cell } from './block.ts'
import { dedent, takeParagraph } from './lines.ts'
import type { Found, Reading } from './reading.ts'
import { tableOf } from './table.ts'

interface Corner {
  readonly top: number
  readonly left: number
}

interface Box extends Corner {
  readonly bottom: number
  readonly right: number
}

/**
 * +-----+-----+   Cells are found from their upper left corners: along the upper border to a `+`, down to a `+`, and
 * | a   | b   |   back along the other two borders. A line of `=` ends the head.
 * +=====+=====+
 */
export function gridTable(reading: Reading, at: number): Found | null {
  if (!/^\+-[-+]*-\+$/.test(reading.lines[at] ?? '')) return null
  const { lines, next } = takeParagraph(reading.lines, at)
  const boxes = boxesOf(lines.map(line => (/^\+[=+]*\+$/.test(line) ? line.replaceAll('=', '-') : line)))
  const head = lines.findIndex(line => /^\+=[=+]*=\+$/.test(line))
  if (!boxes || boxes.length > reading.whole.cells.left) {
    return { blocks: [{ kind: 'literal', text: lines.join('\n'), language: '' }], next }
  }
  return { blocks: [tableOf(rowsOf(reading, lines, boxes, head))], next }
}

function rowsOf(reading: Reading, lines: readonly string[], boxes: readonly Box[], head: number): Cell[][] {
  const tops = new Map(places(boxes.map(box => box.top)))
  const lefts = new Map(places(boxes.map(box => box.left)))
  const nth = (found: Map<number, number>, place: number) => found.get(place) ?? found.size
  const rows: Cell[][] = Array.from(tops, () => [])
  for (const box of boxes.toSorted((a, b) => a.top - b.top || a.left - b.left)) {
    const text = lines.slice(box.top + 1, box.bottom).map(line => line.slice(box.left + 1, box.right).trimEnd())
    reading.whole.cells.left--
    rows[nth(tops, box.top)]?.push({
      head: box.top < head,
      columns: nth(lefts, box.right) - nth(lefts, box.left),
      rows: nth(tops, box.bottom) - nth(tops, box.top),
      blocks: reading.whole.inside(reading, dedent(text)),
    })
  }
  return rows
}

/** The different places in their order. */
function places(all: readonly number[]): readonly (readonly [number, number])[] {
  return [...new Set(all)].toSorted((a, b) => a - b).map((place, index) => [place, index])
}

/** Null for a drawing whose boxes do not fill it, or that is too tangled to be a table. */
function boxesOf(lines: readonly string[]): readonly Box[] | null {
  const width = lines[0]?.length ?? 0
  const bottom = lines.length - 1
  if (width > 2000 || lines.some(line => line.length !== width) || lines[bottom]?.[0] !== '+') return null
  const steps = { left: 100 * width * lines.length }
  const done = Array.from({ length: width }, () => 0)
  const boxes: Box[] = []
  const corners: Corner[] = [{ top: 0, left: 0 }]
  for (let corner = corners.pop(); corner; corner = corners.pop()) {
    if (corner.top >= bottom || corner.left >= width - 1 || (done[corner.left] ?? 0) > corner.top) continue
    const box = boxAt(lines, corner, steps)
    if (!box) {
      if (steps.left < 0) return null
      continue
    }
    for (let column = box.left; column < box.right; column++) done[column] = box.bottom
    boxes.push(box)
    corners.push({ top: box.bottom, left: box.left }, { top: box.top, left: box.right })
  }
  return done.slice(0, -1).every(row => row === bottom) && isWhole(boxes, width, bottom) ? boxes : null
}

function isWhole(boxes: readonly Box[], width: number, bottom: number): boolean {
  let area = 0
  for (const box of boxes) area += (box.right - box.left) * (box.bottom - box.top)
  return area === (width - 1) * bottom
}

/** The smallest box of this corner whose four sides are drawn. */
function boxAt(lines: readonly string[], { top, left }: Corner, steps: { left: number }): Box | null {
  if (lines[top]?.[left] !== '+') return null
  const upper = lines[top] ?? ''
  for (let right = left + 1; isSide(upper[right], '-'); right++) {
    if (upper[right] !== '+') continue
    for (let bottom = top + 1; isSide(lines[bottom]?.[right], '|'); bottom++) {
      if (steps.left-- < 0) return null
      if (lines[bottom]?.[right] !== '+' || lines[bottom]?.[left] !== '+') continue
      const box = { top, left, bottom, right }
      if (isClosed(lines, box, steps)) return box
    }
  }
  return null
}

function isClosed(lines: readonly string[], { top, left, bottom, right }: Box, steps: { left: number }): boolean {
  const lower = lines[bottom] ?? ''
  steps.left -= right - left + bottom - top
  for (let column = left + 1; column < right; column++) if (!isSide(lower[column], '-')) return false
  for (let row = top + 1; row < bottom; row++) if (!isSide(lines[row]?.[left], '|')) return false
  return true
}

function isSide(sign: string | undefined, line: '-' | '|'): boolean {
  return sign === line || sign === '+'
}
