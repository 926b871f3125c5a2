import type { Inline, Text } from './block.ts'

type Target = { readonly kind: 'address'; readonly address: string } | { readonly kind: 'alias'; readonly name: string }

/** Everything a document gives a name to, and what was numbered in it. */
export interface Names {
  readonly explicit: Map<string, Target>
  readonly implicit: Map<string, Target>
  readonly anonymous: Target[]
  readonly substitutions: Map<string, Text>
  /** Labels in their order: a number, `#`, `#name`, `*` or a word. */
  readonly footnotes: string[]
  readonly ids: Map<string, number>
  /** How many of a kind of reference there were. */
  readonly counts: Map<string, number>
}

export function makeNames(): Names {
  return {
    explicit: new Map(),
    implicit: new Map(),
    anonymous: [],
    substitutions: new Map(),
    footnotes: [],
    ids: new Map(),
    counts: new Map(),
  }
}

/** Names are told apart without case and without regard to how many blanks they have. */
export function normalName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** An id nobody else has: `how-to-build`, then `how-to-build-1`. */
export function makeId(names: Names, name: string): string {
  const slug = slugOf(name)
  let number = names.ids.get(slug) ?? 0
  let id = number === 0 ? slug : `${slug}-${number}`
  while (number > 0 && names.ids.has(id)) id = `${slug}-${++number}`
  names.ids.set(slug, number + 1)
  if (id !== slug) names.ids.set(id, 1)
  return id
}

function slugOf(name: string): string {
  const slug = name
    .slice(0, 80)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return slug || 'part'
}

/** The next number of this kind, from 0. */
export function count(names: Names, what: string): number {
  const number = names.counts.get(what) ?? 0
  names.counts.set(what, number + 1)
  return number
}

/** `name_` is another name, what else an address. */
export function targetOf(written: string): Target {
  const address = written.replace(/\s+/g, '')
  const quoted = /^`([^`]+)`_$/.exec(written)?.[1]
  if (quoted) return { kind: 'alias', name: normalName(quoted) }
  if (/^[^\s:/]+_$/.test(address) && !address.endsWith('\0_')) {
    return { kind: 'alias', name: normalName(address.slice(0, -1)) }
  }
  return { kind: 'address', address: addressOf(address) }
}

export function addressOf(written: string): string {
  const address = written.replace(/\0/g, '').replace(/\s+/g, '')
  return /^[\w.+-]+@[\w.-]+$/.test(address) ? `mailto:${address}` : address
}

/** The address of a name; null where it has none. */
export function findAddress(names: Names, name: string): string | null {
  return follow(names, names.explicit.get(name) ?? names.implicit.get(name))
}

export function findAnonymous(names: Names, nth: number): string | null {
  return follow(names, names.anonymous[nth])
}

/** What a reference leads to that was written as an option, like `:target:`. */
export function leadsTo(written: string): Inline {
  const target = targetOf(written)
  return target.kind === 'alias'
    ? { kind: 'reference', name: target.name, text: '', typed: '' }
    : { kind: 'link', address: target.address, text: '' }
}

function follow(names: Names, from: Target | undefined): string | null {
  let target = from
  for (let steps = 0; target?.kind === 'alias'; steps++) {
    if (steps > 10) return null
    target = names.explicit.get(target.name) ?? names.implicit.get(target.name)
  }
  return target?.address ?? null
}
