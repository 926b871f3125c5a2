import { formatJson, parseJson } from './values.ts'

/** The newest commit of a repository, as Kallithea remembers it beside the row. */
export interface ChangesetCache {
  readonly shortId: string
  readonly rawId: string
  readonly revision: number
  readonly message: string
  /** `2026-11-25T03:20:41`, as the server's clock showed it. */
  readonly date: string
  readonly author: string
}

/** Null for nothing, for what cannot be read, and for the commit that stands for none. */
export function parseChangesetCache(stored: Uint8Array | string | null): ChangesetCache | null {
  const cache = parseJson(stored)
  const rawId = textOf(cache?.raw_id)
  if (!cache || rawId === '' || /^0+$/.test(rawId)) return null
  return {
    rawId,
    shortId: textOf(cache.short_id) || rawId.slice(0, 12),
    revision: typeof cache.revision === 'number' ? cache.revision : -1,
    message: textOf(cache.message),
    date: textOf(cache.date),
    author: textOf(cache.author),
  }
}

export function formatChangesetCache({ shortId, rawId, ...same }: ChangesetCache): Buffer {
  return formatJson({ short_id: shortId, raw_id: rawId, ...same })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
