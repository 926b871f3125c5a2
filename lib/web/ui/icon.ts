import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** An icon of the sprite, hidden from screen readers: a word or a label stands beside it. */
export function icon(visit: Pick<Visit, 'asset'>, name: string, tone = ''): Html {
  const address = `${visit.asset('icons.svg')}#${name}`
  return html`<svg class="icon${tone && ` ${tone}`}" aria-hidden="true"><use href="${address}"/></svg>`
}
