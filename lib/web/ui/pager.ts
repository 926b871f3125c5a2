import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

interface Pages {
  readonly page: number
  readonly size: number
  /** How many are on this page. */
  readonly shown: number
  /** Of all pages; null where nobody counted. */
  readonly total: number | null
  readonly hasMore: boolean
  readonly to: (page: number) => string
}

/** The ways to newer and older commits; null where one page holds all. */
export function pager(visit: Visit, { page, size, shown, total, hasMore, to }: Pages): Html | null {
  if (page === 1 && !hasMore) return null
  const first = (page - 1) * size + 1
  const last = first + shown - 1
  const range =
    total === null
      ? visit.t('{first}–{last}', { first, last })
      : visit.t('{first}–{last} of {total}', { first, last, total: total.toLocaleString('en') })
  return html`<nav class="pager" aria-label="${visit.t('Pages')}">${
    page > 2 && html`<a class="button" href="${to(1)}">${visit.t('Newest')}</a>`
  }${page > 1 && html`<a class="button" href="${to(page - 1)}" rel="prev">${visit.t('Newer')}</a>`}
<span class="muted">${range}</span>${
    hasMore && html`<a class="button" href="${to(page + 1)}" rel="next">${visit.t('Older')}</a>`
  }</nav>`
}
