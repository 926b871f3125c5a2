import type { Entry } from './block.ts'
import { escaped, unescaped } from './delimiters.ts'
import { parseInline } from './inline.ts'
import { isBlank, isIndented, takeBlock, takeLoose } from './lines.ts'
import type { Found, Reading } from './reading.ts'

/** A line with indented ones directly below: a term and what it means. */
export function definition(reading: Reading, at: number): Found | null {
  const { lines, whole } = reading
  const line = lines[at] ?? ''
  if (isIndented(line) || isBlank(lines[at + 1]) || !isIndented(lines[at + 1])) return null
  const { lines: below, next } = takeBlock(lines, at + 1)
  const code = line.endsWith('::')
  const blocks = whole.inside(reading, code ? ['::', '', ...below.map(text => ` ${text}`)] : below)
  return {
    blocks: [
      { kind: 'entries', entries: [{ term: parseInline(code ? line.slice(0, -1) : line, whole.names), blocks }] },
    ],
    next,
  }
}

/** `:name: text` */
export function fields(reading: Reading, at: number): Found | null {
  return readEntries(
    reading,
    at,
    (lines, place) => {
      const field = fieldOf(lines[place])
      return field && { term: field.name, ...takeLoose(lines, place, field.width) }
    },
    'text',
  )
}

/** `-a FILE, --all=FILE  text` */
export function options(reading: Reading, at: number): Found | null {
  return readEntries(
    reading,
    at,
    (lines, place) => {
      const term = optionOf(lines[place], lines[place + 1])
      return term === null ? null : { term, ...takeLoose(lines, place, term.length) }
    },
    'code',
  )
}

export interface Field {
  readonly name: string
  readonly width: number
}

/** The name of a field that begins on this line, and where its text begins. */
export function fieldOf(line = ''): Field | null {
  if (line[0] !== ':' || line[1] === ':' || line[1] === ' ' || line.length < 3) return null
  const text = escaped(line.slice(0, 500))
  let end = text.indexOf(':', 1)
  while (end > 0 && !isFieldEnd(text, end)) {
    if (text[end + 1] === '`') return null // a role and its text
    end = text.indexOf(':', end + 1)
  }
  if (end < 2) return null
  return { name: unescaped(text.slice(1, end)), width: end + 1 }
}

function isFieldEnd(text: string, at: number): boolean {
  const behind = text[at + 1] ?? ' '
  return behind === ' ' && text[at - 1] !== '\0' && text[at - 1] !== ' '
}

const optionForms = [
  /^-[A-Za-z0-9?](?: ?[A-Za-z][\w-]{0,40}| ?<[^<> ]{1,60}>)?$/,
  /^--?[A-Za-z0-9][\w-]{0,60}(?:[ =](?:[A-Za-z][\w-]{0,40}|<[^<>]{1,60}>))?$/,
  /^\/[A-Za-z](?: ?[A-Za-z]\w{0,40})?$/,
]

function optionOf(line = '', below: string | undefined): string | null {
  if (!/^(?:-{1,2}|\/)[A-Za-z0-9?]/.test(line)) return null
  const gap = line.indexOf('  ')
  const term = gap < 0 ? line : line.slice(0, gap)
  if (term.length > 300 || (gap < 0 && (isBlank(below) || !isIndented(below)))) return null
  return term.split(', ').every(part => optionForms.some(form => form.test(part))) ? term : null
}

interface Taken {
  readonly term: string
  readonly lines: readonly string[]
  readonly next: number
}

function readEntries(
  reading: Reading,
  from: number,
  take: (lines: readonly string[], at: number) => Taken | null,
  how: 'text' | 'code',
): Found | null {
  const { lines, whole } = reading
  const entries: Entry[] = []
  let next = from
  for (let at = from; at < lines.length; ) {
    if (isBlank(lines[at])) {
      at++
      continue
    }
    const taken = take(lines, at)
    if (!taken) break
    const { term } = taken
    const shown = how === 'text' ? parseInline(term, whole.names) : [{ kind: 'mark', tag: 'code', text: term } as const]
    entries.push({ term: shown, blocks: whole.inside(reading, taken.lines) })
    at = taken.next
    next = at
  }
  return entries.length === 0 ? null : { blocks: [{ kind: 'entries', entries }], next }
}
