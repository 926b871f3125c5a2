import type { RepositoryVisit } from './visit.ts'

export interface Paging {
  readonly page: number
  readonly size: number
  readonly offset: number
}

/** Under this name the session remembers how many commits a person wants on a page. */
const remembered = 'changelog_size'

/** `page` and `size` of the address; a size that was asked for stays until another is. */
export function readPaging(visit: Pick<RepositoryVisit, 'query' | 'session'>): Paging {
  const asked = wholeNumber(visit.query.get('size'))
  if (asked !== null) visit.session.write(remembered, withinLimits(asked))
  const size = asked ?? storedSize(visit.session.read(remembered))
  const page = Math.min(Math.max(wholeNumber(visit.query.get('page')) ?? 1, 1), 1_000_000)
  return { page, size: withinLimits(size), offset: (page - 1) * withinLimits(size) }
}

function withinLimits(size: number): number {
  return Math.min(Math.max(size, 1), 2000)
}

function storedSize(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : 100
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
