import type { Block } from './block.ts'
import { parseInline } from './inline.ts'
import { indentOf, isBlank, isIndented, takeBlock, takeParagraph } from './lines.ts'
import type { Found, Reading } from './reading.ts'

/** Lines up to an empty or an indented one; a literal block follows where it ends in `::`. */
export function paragraph(reading: Reading, at: number): Found {
  const { lines, whole } = reading
  let next = at + 1
  while (next < lines.length && !isBlank(lines[next]) && !isIndented(lines[next])) next++
  const text = lines.slice(at, next).join('\n')
  if (!/(?:^|[^\\])::$/.test(text.slice(-3))) return { blocks: paragraphOf(text, whole.names), next }
  const literal = literalBlock(lines, next)
  if (!literal) return { blocks: paragraphOf(text, whole.names), next }
  const shown = /(?:^|\s)::$/.test(text.slice(-3)) ? text.slice(0, -2).trimEnd() : text.slice(0, -1)
  return { blocks: [...paragraphOf(shown, whole.names), ...literal.blocks], next: literal.next }
}

function paragraphOf(text: string, names: Reading['whole']['names']): readonly Block[] {
  return text === '' ? [] : [{ kind: 'paragraph', text: parseInline(text, names) }]
}

const signs = /^[!-/:-@[-`{-~]/

/** Indented lines, or lines that all begin with the same sign. */
function literalBlock(lines: readonly string[], from: number): Found | null {
  let at = from
  while (at < lines.length && isBlank(lines[at])) at++
  const first = lines[at]
  if (first === undefined) return null
  if (isIndented(first)) {
    const taken = takeBlock(lines, at)
    return { blocks: [{ kind: 'literal', text: taken.lines.join('\n'), language: '' }], next: taken.next }
  }
  if (at === from || !signs.test(first)) return null
  let next = at
  while (next < lines.length && !isBlank(lines[next]) && lines[next]?.[0] === first[0]) next++
  return { blocks: [{ kind: 'literal', text: lines.slice(at, next).join('\n'), language: '' }], next }
}

/** `>>> 1 + 1` and what follows up to an empty line. */
export function doctest({ lines }: Reading, at: number): Found | null {
  if (!/^>>>(?: |$)/.test(lines[at] ?? '')) return null
  const taken = takeParagraph(lines, at)
  const text = taken.lines.join('\n')
  return { blocks: [{ kind: 'literal', text, language: 'python-repl' }], next: taken.next }
}

/** `| a line that stays a line`; an indented line goes on with the one before. */
export function lineBlock({ lines, whole }: Reading, at: number): Found | null {
  if (!isLine(lines[at])) return null
  const found: { indent: number; text: string }[] = []
  let next = at
  for (; isLine(lines[next]) || (isIndented(lines[next]) && !isBlank(lines[next])); next++) {
    const line = lines[next] ?? ''
    const last = found.at(-1)
    const rest = line.slice(2)
    if (isLine(line)) found.push({ indent: indentOf(rest), text: rest.trimStart() })
    else if (last) last.text += `\n${line.trimStart()}`
  }
  const shown = found.map(({ indent, text }) => ({ indent, text: parseInline(text, whole.names) }))
  return { blocks: [{ kind: 'lines', lines: shown }], next }
}

/** Not where the sign begins a substitution or stands in a drawing. */
function isLine(line: string | undefined): boolean {
  return line === '|' || line?.startsWith('| ') === true
}
