import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

interface Searched {
  readonly filter: string
  /** The list without the filter. */
  readonly address: string
  /** How many repositories could have been found. */
  readonly count: number
}

/** In place of a list in which nothing fits the filter. */
export function nothingCalled(visit: Visit, { filter, address, count }: Searched): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'search')}
<h2>${visit.t('Nothing is called “{filter}”', { filter })}</h2>
<p>${visit.t('You can see {count} repositories.', { count })}
${visit.t('Repositories you have no right to read are not listed; ask their owner, or an administrator.')}</p>
<div class="bar"><a class="button" href="${address}">${visit.t('Clear the filter')}</a></div></div></div>`
}
