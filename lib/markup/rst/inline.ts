import type { Inline, Text } from './block.ts'
import { asTyped, escaped, findCloser, mayBegin, mayEnd, type Scan, unescaped } from './delimiters.ts'
import { count, makeId, type Names, normalName } from './names.ts'
import { phrase } from './phrase.ts'
import { interpreted } from './role.ts'
import { wordAt } from './word.ts'

interface Piece {
  readonly node: Inline | null
  readonly end: number
}

/** Reads running text: each place is passed once, markup stands in no other markup. */
export function parseInline(text: string, names: Names): Text {
  const scan: Scan = { text: escaped(text), closers: new Map() }
  const pieces: Inline[] = []
  let plain = 0
  let at = 0
  const flush = (end: number) => {
    if (end > plain) pieces.push({ kind: 'text', text: unescaped(scan.text.slice(plain, end)) })
  }
  while (at < scan.text.length) {
    const { node, end } = pieceAt(scan, at, names)
    if (node) {
      flush(at)
      pieces.push(node)
      plain = end
    }
    at = end
  }
  flush(at)
  return pieces
}

const dull = /[^\p{L}\p{N}*`|_[\0:]+/uy
const rolePrefix = /:([A-Za-z0-9](?:[-\w.+:]{0,78}[A-Za-z0-9])?):(?=`[^\s`])/y
const label = /\[(\d+|#[\w.-]*|\*|[\p{L}\p{N}][\p{L}\p{N}_.:+-]*)\]_/uy

function pieceAt(scan: Scan, at: number, names: Names): Piece {
  const { text } = scan
  dull.lastIndex = at
  if (dull.test(text)) return { node: null, end: dull.lastIndex }
  const skip = { node: null, end: at + 1 }
  switch (text[at]) {
    case '\0':
      return { node: null, end: at + 2 }
    case '*':
      return text[at + 1] === '*'
        ? (marked(scan, at, '**') ?? { node: null, end: at + 2 })
        : (marked(scan, at, '*') ?? skip)
    case '`':
      return text[at + 1] === '`'
        ? (marked(scan, at, '``') ?? { node: null, end: at + 2 })
        : (quoted(scan, at, names) ?? skip)
    case ':':
      return withRole(scan, at, names) ?? skip
    case '|':
      return substitution(scan, at, names) ?? skip
    case '_':
      return anchor(scan, at, names) ?? skip
    case '[':
      return footnote(scan, at, names) ?? skip
    default:
      return wordAt(scan, at, names)
  }
}

function marked(scan: Scan, at: number, mark: '*' | '**' | '``'): Piece | null {
  if (!mayBegin(scan, at, mark)) return null
  const close = findCloser(scan, mark, at + mark.length + 1, found => mayEnd(scan, found + mark.length))
  if (close < 0) return null
  const inner = scan.text.slice(at + mark.length, close)
  const tags = { '*': 'em', '**': 'strong', '``': 'code' } as const
  const node = { kind: 'mark', tag: tags[mark], text: mark === '``' ? asTyped(inner) : unescaped(inner) } as const
  return { node, end: close + mark.length }
}

const suffix = /`(?::([A-Za-z0-9](?:[-\w.+:]{0,78}[A-Za-z0-9])?):|(__?))?/y

/** What stands behind the closing quote: a role, a sign of reference, or nothing. */
function suffixAt({ text }: Scan, at: number): RegExpExecArray | null {
  suffix.lastIndex = at
  return suffix.exec(text)
}

function quoteEnd(scan: Scan, from: number): number {
  return findCloser(scan, '`', from, found => mayEnd(scan, found + (suffixAt(scan, found)?.[0].length ?? 0)))
}

function quoted(scan: Scan, at: number, names: Names, role = ''): Piece | null {
  if (role === '' && !mayBegin(scan, at, '`')) return null
  const close = quoteEnd(scan, at + 2)
  if (close < 0) return null
  const inner = scan.text.slice(at + 1, close)
  const [all = '`', roleBehind = '', sign = ''] = suffixAt(scan, close) ?? []
  const end = close + all.length
  if (sign === '' || role) return { node: interpreted(role || roleBehind, inner), end: role ? close + 1 : end }
  return { node: phrase(inner, sign, names), end }
}

function withRole(scan: Scan, at: number, names: Names): Piece | null {
  rolePrefix.lastIndex = at
  const role = rolePrefix.exec(scan.text)?.[1]
  if (role === undefined || !mayBegin(scan, at, ':')) return null
  return quoted(scan, at + role.length + 2, names, role)
}

function substitution(scan: Scan, at: number, names: Names): Piece | null {
  if (!mayBegin(scan, at, '|')) return null
  const signAt = (found: number) => /^__?/.exec(scan.text.slice(found + 1, found + 3))?.[0] ?? ''
  const close = findCloser(scan, '|', at + 2, found => mayEnd(scan, found + 1 + signAt(found).length))
  if (close < 0) return null
  const inner = unescaped(scan.text.slice(at + 1, close))
  const name = normalName(inner)
  const sign = signAt(close)
  const leads: Inline | null =
    sign === '_'
      ? { kind: 'reference', name, text: inner, typed: inner }
      : sign === '__'
        ? { kind: 'anonymous', nth: count(names, 'anonymous'), text: inner }
        : null
  const end = close + 1 + sign.length
  return { node: { kind: 'substitution', name, typed: unescaped(scan.text.slice(at, end)), leads }, end }
}

function anchor(scan: Scan, at: number, names: Names): Piece | null {
  if (scan.text[at + 1] !== '`' || !mayBegin(scan, at, '_`')) return null
  const close = quoteEnd(scan, at + 3)
  if (close < 0) return null
  const text = unescaped(scan.text.slice(at + 2, close))
  const id = makeId(names, text)
  names.explicit.set(normalName(text), { kind: 'address', address: `#${id}` })
  return { node: { kind: 'anchor', id, text }, end: close + 1 }
}

function footnote(scan: Scan, at: number, names: Names): Piece | null {
  label.lastIndex = at
  const [all = '', name = ''] = label.exec(scan.text) ?? []
  if (all === '' || !mayBegin(scan, at, '[') || !mayEnd(scan, at + all.length)) return null
  const nth = name === '#' || name === '*' ? count(names, name) : 0
  return { node: { kind: 'footnote', label: name, nth }, end: at + all.length }
}
