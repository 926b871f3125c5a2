/** One page of a list. */
export interface PageOf<Row> {
  readonly rows: readonly Row[]
  /** Of this page, from 1. */
  readonly number: number
  readonly size: number
  readonly total: number
}

const usualSize = 20

/** The page that `page` of the address asks for; none is beyond the last. */
export function pageOf<Row>(rows: readonly Row[], query: URLSearchParams, size = usualSize): PageOf<Row> {
  const number = Math.min(askedPage(query), Math.max(1, Math.ceil(rows.length / size)))
  return { rows: rows.slice((number - 1) * size, number * size), number, size, total: rows.length }
}

/** From 1; what is no number is the first. */
export function askedPage(query: URLSearchParams): number {
  const asked = query.get('page') ?? ''
  return /^\d{1,7}$/.test(asked) ? Math.max(1, Number(asked)) : 1
}
