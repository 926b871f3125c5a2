import type { Block } from './block.ts'
import { escaped, unescaped } from './delimiters.ts'
import { directiveAt, readDirective } from './directive.ts'
import { isBlank, isIndented, takeLoose } from './lines.ts'
import { makeId, normalName, targetOf } from './names.ts'
import type { Found, Reading } from './reading.ts'
import { substitution } from './substitution.ts'

/** `.. ` and what it says: a footnote, a target, a substitution, a directive, else a comment. */
export function explicit(reading: Reading, at: number): Found | null {
  const { lines } = reading
  const line = lines[at] ?? ''
  if (/^__ \S/.test(line)) return anonymous(reading, at, 3)
  if (line !== '..' && !line.startsWith('.. ')) return null
  if (line === '..' && (isBlank(lines[at + 1]) || !isIndented(lines[at + 1]))) return { blocks: [], next: at + 1 }
  const rest = line.slice(2).trimStart()
  return (
    footnote(reading, at, rest) ??
    target(reading, at, rest) ??
    defined(reading, at, rest) ??
    directive(reading, at) ?? { blocks: [], next: takeLoose(lines, at, 2).next }
  )
}

function footnote({ whole, ...reading }: Reading, at: number, rest: string): Found | null {
  const label = /^\[(\d{1,9}|#[\w.-]{0,80}|\*|[\p{L}\p{N}][\p{L}\p{N}_.:+-]{0,80})\](?: |$)/u.exec(rest)?.[1]
  if (label === undefined) return null
  const { lines, next } = takeLoose(reading.lines, at, 3)
  const number = whole.names.footnotes.push(label) - 1
  if (label.startsWith('#') && label.length > 1) {
    whole.names.explicit.set(normalName(label.slice(1)), { kind: 'address', address: `#fn_${number + 1}` })
  }
  const body = [(lines[0] ?? '').slice(label.length + 2).trimStart(), ...lines.slice(1)]
  const blocks = whole.inside({ whole, ...reading }, body)
  return { blocks: [{ kind: 'entries', entries: [{ term: [], footnote: number, blocks }] }], next }
}

/** `.. _name: address`, or a place in the text where the address is missing. */
function target(reading: Reading, at: number, rest: string): Found | null {
  if (rest.startsWith('__:')) return anonymous(reading, at, (reading.lines[at] ?? '').indexOf('__:') + 3)
  const name = targetName(rest)
  if (!name) return null
  const { names } = reading.whole
  const { lines, next } = takeLoose(reading.lines, at, 3)
  const written = [(lines[0] ?? '').slice(name.width), ...lines.slice(1)].join(' ').trim()
  const known = normalName(name.name)
  if (written !== '') {
    names.explicit.set(known, targetOf(escaped(written)))
    return { blocks: [], next }
  }
  const chained = chainedTarget(reading.lines, next)
  if (chained !== null) {
    names.explicit.set(known, { kind: 'alias', name: chained })
    return { blocks: [], next }
  }
  const id = makeId(names, name.name)
  names.explicit.set(known, { kind: 'address', address: `#${id}` })
  const anchor: Block = { kind: 'anchor', id }
  return { blocks: [anchor], next }
}

/** A name directly above another one is the same. */
function chainedTarget(lines: readonly string[], from: number): string | null {
  const at = isBlank(lines[from]) ? from + 1 : from
  const line = lines[at] ?? ''
  const below = line.startsWith('.. _') ? targetName(line.slice(3)) : null
  return below && normalName(below.name)
}

function targetName(rest: string): { readonly name: string; readonly width: number } | null {
  if (rest[0] !== '_') return null
  const text = escaped(rest.slice(0, 500))
  const quoted = /^_`((?:[^`\0]|\0[\s\S])+)`:(?: |$)/.exec(text)
  if (quoted) return { name: unescaped(quoted[1] ?? ''), width: quoted[0].trimEnd().length }
  const plain = /^_(?![_ ])((?:[^:\0]|\0[\s\S]|:(?! |$))+):(?: |$)/.exec(text)
  return plain && { name: unescaped(plain[1] ?? ''), width: plain[0].trimEnd().length }
}

/** `__ address` or `.. __: address` */
function anonymous({ lines, whole }: Reading, at: number, width: number): Found {
  const taken = takeLoose(lines, at, width)
  whole.names.anonymous.push(targetOf(escaped(taken.lines.join(' ').trim())))
  return { blocks: [], next: taken.next }
}

/** `.. |name| directive:: …` */
function defined(reading: Reading, at: number, rest: string): Found | null {
  const name = /^\|([^|\s](?:[^|]{0,200}[^|\s])?)\| +(?=\S)/.exec(rest)
  if (!name) return null
  const { lines, next } = takeLoose(reading.lines, at, 3)
  const first = (lines[0] ?? '').slice(name[0].length)
  const order = directiveAt([first, ...lines.slice(1)])
  if (!order) return null
  const known = normalName(unescaped(escaped(name[1] ?? '')))
  reading.whole.names.substitutions.set(known, substitution(reading, order, name[1] ?? ''))
  return { blocks: [], next }
}

function directive(reading: Reading, at: number): Found | null {
  const { lines, next } = takeLoose(reading.lines, at, 2)
  const order = directiveAt(lines)
  return order && { blocks: readDirective(reading, order), next }
}
