import type { Block } from './block.ts'
import type { Names } from './names.ts'

/** What all parts of a document share while it is written. */
export interface Output {
  readonly names: Names
  readonly footnotes: Footnotes
  readonly headings: readonly (Block & { readonly kind: 'heading' })[]
  /** How many substitutions there may still be; long ones count more. */
  readonly substituted: { left: number }
  /** A table of contents is written once. */
  readonly contents: { written: boolean }
}

export interface Footnotes {
  /** Which footnote is meant by a label, or by the nth reference without one. */
  readonly find: (label: string, nth: number) => number | null
  readonly shown: (footnote: number) => string
}

const signs = ['*', '\u2020', '\u2021', '\u00a7', '\u00b6', '#', '\u2660', '\u2665', '\u2666', '\u2663']

/** Footnotes without a number get the first one that is free. */
export function numberFootnotes(labels: readonly string[]): Footnotes {
  const taken = new Set(labels)
  const byLabel = new Map<string, number>()
  const unnamed: Readonly<Record<string, number[]>> = { '#': [], '*': [] }
  let number = 1
  const shown = labels.map((label, footnote) => {
    if (!byLabel.has(label.toLowerCase())) byLabel.set(label.toLowerCase(), footnote)
    unnamed[label]?.push(footnote)
    if (label === '*') return signs[((unnamed['*']?.length ?? 1) - 1) % signs.length] ?? '*'
    if (!label.startsWith('#')) return label
    while (taken.has(String(number))) number++
    const own = String(number++)
    if (!byLabel.has(own)) byLabel.set(own, footnote)
    return own
  })
  return {
    find: (label, nth) => (label in unnamed ? unnamed[label]?.[nth] : byLabel.get(label.toLowerCase())) ?? null,
    shown: footnote => shown[footnote] ?? '',
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, sign => entities[sign] ?? sign)
}
