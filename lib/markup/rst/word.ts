import type { Inline } from './block.ts'
import { mayBegin, mayEnd, type Scan } from './delimiters.ts'
import { count, type Names, normalName } from './names.ts'

interface Piece {
  readonly node: Inline | null
  readonly end: number
}

const address = /(?:https?|ftp):\/\/[^\s<>"`\0]+|mailto:[^\s<>"`\0]+/iy
const word = /[\p{L}\p{N}]+(?:[-._+:@]+[\p{L}\p{N}]+)*/uy
const mail = /^[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/

/** A word, which may be an address or refer to something: `name_`, `name__`. */
export function wordAt(scan: Scan, at: number, names: Names): Piece {
  const { text } = scan
  address.lastIndex = at
  const found = address.exec(text)?.[0]
  if (found) return link(found, at)
  word.lastIndex = at
  const written = word.exec(text)?.[0] ?? ''
  if (written === '') return { node: null, end: at + 1 }
  const end = at + written.length
  if (text.startsWith('://', end) && written.includes(':'))
    return { node: null, end: at + written.lastIndexOf(':') + 1 }
  if (mail.test(written)) return { node: { kind: 'link', address: `mailto:${written}`, text: written }, end }
  return reference(scan, at, written, names) ?? { node: null, end }
}

function reference(scan: Scan, at: number, written: string, names: Names): Piece | null {
  const end = at + written.length
  if (scan.text[end] !== '_' || written.includes('@')) return null
  const signs = scan.text[end + 1] === '_' ? 2 : 1
  if (!mayEnd(scan, end + signs) || !mayBegin(scan, at, '')) return null
  const typed = scan.text.slice(at, end + signs)
  if (signs === 2) return { node: { kind: 'anonymous', nth: count(names, 'anonymous'), text: written }, end: end + 2 }
  return { node: { kind: 'reference', name: normalName(written), text: written, typed }, end: end + 1 }
}

/** An address ends before the punctuation behind it. */
function link(found: string, at: number): Piece {
  const brackets = found.includes('(')
  let length = found.length
  while (length > 0 && '.,;:!?\'"])}*|'.includes(found[length - 1] ?? ' ')) {
    if (found[length - 1] === ')' && brackets) break
    length--
  }
  const text = found.slice(0, length)
  return { node: { kind: 'link', address: text, text }, end: at + length }
}
