import type { Block } from './block.ts'
import { parseInline } from './inline.ts'
import { isBlank, isIndented } from './lines.ts'
import { makeId, normalName } from './names.ts'
import type { Found, Reading } from './reading.ts'
import { wordsOf } from './words.ts'

/** A line of one sign: a title when text stands below or above it, else what parts the text. */
export function title(reading: Reading, at: number): Found | null {
  const { lines } = reading
  const [first = '', second = '', third = ''] = lines.slice(at, at + 3)
  if (!isRule(first)) {
    if (!isRule(second) || isIndented(first) || !fits(second, first)) return null
    return { blocks: [heading(reading, first, second[0] ?? '')], next: at + 2 }
  }
  if (second !== '' && isRule(third) && third[0] === first[0] && (fits(first, second) || fits(third, second))) {
    return { blocks: [heading(reading, second.trim(), first.slice(0, 2).padEnd(2, first[0]))], next: at + 3 }
  }
  if (first.length >= 4 && isBlank(second)) return { blocks: [{ kind: 'rule' }], next: at + 1 }
  return null
}

/** A line that is too short is one all the same when it is long enough to be no chance. */
function fits(rule: string, text: string): boolean {
  return rule.length >= 4 || rule.length >= text.trim().length
}

function isRule(line: string): boolean {
  if (!/^[!-/:-@[-`{-~]/.test(line) || line === '::' || line === '..') return false
  for (const sign of line) if (sign !== line[0]) return false
  return true
}

function heading({ whole, depth }: Reading, text: string, style: string): Block {
  const { names, styles } = whole
  const shown = parseInline(text, names)
  if (depth > 0) return { kind: 'rubric', text: shown }
  if (!styles.includes(style)) styles.push(style) // one of 64
  const words = wordsOf(shown)
  const id = makeId(names, words)
  const name = normalName(words)
  if (!names.implicit.has(name)) names.implicit.set(name, { kind: 'address', address: `#${id}` })
  return { kind: 'heading', level: styles.indexOf(style) + 1, id, text: shown }
}
