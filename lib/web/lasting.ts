import type { RepositoryRow } from '#db/repositories.ts'
import type { Visit } from './visit.ts'

/** A page whose address names all it shows by full ids, so that whoever has it need not get it again. */
export interface Lasting {
  /** bytes: there is nothing else to it. page: what moves stands beside it, as the labels of branches. */
  readonly what: 'bytes' | 'page'
  /** The commits that an address names; null where it names something else, which may move. */
  readonly idsOf: (place: Place) => readonly string[] | null
  /** What is shown beside and is not asked of the repository itself. */
  readonly beside?: (visit: Visit & Place, repository: RepositoryRow) => Promise<unknown>
}

export interface Place {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** Marks a page as one that lasts where its address holds a full id. */
export function lasting<Shown extends object>(
  what: Lasting['what'],
  page: Shown,
  more: Partial<Lasting> = {},
): Shown & { readonly lasting: Lasting } {
  return { ...page, lasting: { what, idsOf: revisionOf, ...more } }
}

export function isFullId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

function revisionOf({ params: { revision = '' } }: Place): readonly string[] | null {
  return isFullId(revision) ? [revision] : null
}
