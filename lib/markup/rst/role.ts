import type { Inline, Tag } from './block.ts'
import { asTyped, unescaped } from './delimiters.ts'

const tags: Readonly<Record<string, Tag>> = {
  '': 'em',
  t: 'em',
  title: 'em',
  'title-reference': 'em',
  emphasis: 'em',
  dfn: 'em',
  strong: 'strong',
  guilabel: 'strong',
  menuselection: 'strong',
  sub: 'sub',
  subscript: 'sub',
  sup: 'sup',
  superscript: 'sup',
  kbd: 'kbd',
  abbr: 'span',
  ac: 'span',
  acronym: 'span',
  ref: 'em',
  doc: 'em',
  term: 'em',
}

const documents: Readonly<Record<string, (number: string) => string>> = {
  pep: number => `https://peps.python.org/pep-${number.padStart(4, '0')}/`,
  'pep-reference': number => `https://peps.python.org/pep-${number.padStart(4, '0')}/`,
  rfc: number => `https://www.rfc-editor.org/rfc/rfc${number}`,
  'rfc-reference': number => `https://www.rfc-editor.org/rfc/rfc${number}`,
}

/** Text in quotes by its role; what is not known is a word of some language. */
export function interpreted(role: string, inner: string): Inline {
  const name = role.toLowerCase()
  const text = unescaped(inner)
  const document = Object.hasOwn(documents, name) ? documents[name] : undefined
  if (document && /^\d{1,6}$/.test(text)) {
    return { kind: 'link', address: document(text), text: `${name.slice(0, 3).toUpperCase()} ${text}` }
  }
  const tag = Object.hasOwn(tags, name) ? tags[name] : undefined
  if (tag) return { kind: 'mark', tag, text: name === 'ref' || name === 'doc' ? withoutTarget(text) : text }
  return { kind: 'mark', tag: 'code', text: asTyped(inner) }
}

/** `Title <target>` of a document that is made of many. */
function withoutTarget(text: string): string {
  const open = text.endsWith('>') ? text.lastIndexOf('<') : -1
  return open > 0 ? text.slice(0, open).trim() : text
}
