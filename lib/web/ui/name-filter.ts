import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** Finds by name: with script among the rows shown, and when sent, in everything below. */
export function nameFilter(visit: Visit, address: string, placeholder: string): Html {
  return html`<div class="bar"><form class="joined grow" action="${address}" role="search">
<label class="hidden" for="filter">${visit.t('Filter by name')}</label>
<input id="filter" type="search" name="filter" value="${visit.query.get('filter') ?? ''}"
 placeholder="${placeholder}" data-filter="[data-row]" aria-keyshortcuts="/">
<button class="button" type="submit">${visit.t('Filter')}</button></form></div>`
}
