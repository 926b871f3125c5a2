import { diffWordsWithSpace } from 'diff'

export interface Word {
  readonly text: string
  readonly changed: boolean
}

/** What changed between two lines: the pieces of each. Null where too little is alike to be worth a mark. */
export function wordDiff(before: string, after: string): { before: readonly Word[]; after: readonly Word[] } | null {
  if (before.length + after.length > 2000) return null
  const parts = diffWordsWithSpace(before, after, { timeout: 20 })
  if (!parts) return null
  const alike = parts
    .filter(part => !part.added && !part.removed)
    .reduce((sum, part) => sum + part.value.trim().length, 0)
  if (alike * 4 < Math.max(before.trim().length, after.trim().length)) return null
  return {
    before: parts.filter(part => !part.added).map(part => ({ text: part.value, changed: part.removed })),
    after: parts.filter(part => !part.removed).map(part => ({ text: part.value, changed: part.added })),
  }
}
