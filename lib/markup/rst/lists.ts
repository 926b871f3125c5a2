import type { Block } from './block.ts'
import { isBlank, isIndented, takeItem } from './lines.ts'
import type { Found, Reading } from './reading.ts'

/** `- one`, `* two`; a list has one sign. */
export function bullets(reading: Reading, at: number): Found | null {
  const sign = bulletOf(reading.lines[at])
  if (sign === null) return null
  const items: (readonly Block[])[] = []
  const next = readItems(reading, at, items, line => (bulletOf(line) === sign ? widthOf(line, 1) : null))
  return { blocks: [{ kind: 'list', start: null, items }], next }
}

function bulletOf(line: string | undefined): string | null {
  return /^([*+\-\u2022\u2023\u2043])(?: |$)/.exec(line?.slice(0, 2) ?? '')?.[1] ?? null
}

/** `1. one`, `a) two`, `(iii) three`, `#. next`; a list has one form, and its numbers follow each other. */
export function enumeration(reading: Reading, at: number): Found | null {
  const { lines } = reading
  const first = numberOf(lines[at])
  if (!first || !isAlone(lines, at, first)) return null
  const items: (readonly Block[])[] = []
  let expected = first.value
  const next = readItems(reading, at, items, (line, place) => {
    const number = numberOf(line, expected)
    if (number?.form !== first.form || (!number.automatic && number.value !== expected)) return null
    if (place > at && !isAlone(lines, place, number)) return null
    expected++
    return widthOf(line, number.width)
  })
  return { blocks: [{ kind: 'list', start: first.automatic ? 1 : first.value, items }], next }
}

interface Numbering {
  readonly form: string
  readonly value: number
  readonly automatic: boolean
  readonly width: number
}

/** The line below must not go on as if the number were a word of a sentence: `1. May was`, next line `a Friday`. */
function isAlone(lines: readonly string[], at: number, number: Numbering): boolean {
  const below = lines[at + 1]
  return isBlank(below) || isIndented(below) || numberOf(below, number.value + 1)?.form === number.form
}

const marks = /^(\(?)(\d{1,9}|[A-Za-z]|[ivxlcdm]{1,12}|[IVXLCDM]{1,12}|#)([.)])(?: |$)/

function numberOf(line: string | undefined, expected = 1): Numbering | null {
  const [all, open = '', mark = '', close = ''] = marks.exec(line?.slice(0, 20) ?? '') ?? []
  if (all === undefined || (open === '(' && close === '.')) return null
  const value = valueOf(mark, expected)
  return value === null ? null : { form: open + close, value, automatic: mark === '#', width: all.trimEnd().length }
}

function valueOf(mark: string, expected: number): number | null {
  if (/^\d/.test(mark)) return Number(mark)
  if (mark === '#') return expected
  const roman = romanValue(mark.toLowerCase())
  const letter = mark.length === 1 ? mark.toLowerCase().charCodeAt(0) - 96 : null
  return roman !== null && (letter === null || roman === expected) ? roman : letter
}

const digits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

function romanValue(mark: string): number | null {
  let value = 0
  for (const [nth, digit] of [...mark].entries()) {
    const own = digits[digit]
    if (own === undefined) return null
    value += own < (digits[mark[nth + 1] ?? ''] ?? 0) ? -own : own
  }
  return value
}

function widthOf(line: string, mark: number): number {
  let width = mark
  while (line[width] === ' ') width++
  return width === line.length ? mark + 1 : width
}

/** Items one below the other, empty lines between them or not; `markOf` says how deep an item stands. */
function readItems(
  reading: Reading,
  from: number,
  items: (readonly Block[])[],
  markOf: (line: string, at: number) => number | null,
): number {
  const { lines, whole } = reading
  let end = from
  for (let at = from; at < lines.length; ) {
    if (isBlank(lines[at])) {
      at++
      continue
    }
    const width = markOf(lines[at] ?? '', at)
    if (width === null) break
    const item = takeItem(lines, at, width)
    items.push(whole.inside(reading, item.lines))
    at = item.next
    end = at
  }
  return end
}
