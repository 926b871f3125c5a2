import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

interface Pages {
  /** Of the page that is shown, from 1. */
  readonly number: number
  readonly size: number
  readonly total: number
  readonly to: (page: number) => string
}

/** The ways through a list by pages; null where one holds all. */
export function listPager(visit: Visit, { number, size, total, to }: Pages): Html | null {
  if (total <= size) return null
  const first = (number - 1) * size + 1
  const last = Math.min(number * size, total)
  return html`<nav class="pager" aria-label="${visit.t('Pages')}">${
    number > 1 && html`<a class="button" href="${to(number - 1)}" rel="prev">${visit.t('Previous')}</a>`
  }
<span class="muted">${visit.t('{first}–{last} of {total}', { first, last, total })}</span>${
    last < total && html`<a class="button" href="${to(number + 1)}" rel="next">${visit.t('Next')}</a>`
  }</nav>`
}
