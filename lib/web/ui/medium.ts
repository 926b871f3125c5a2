import { type Html, html } from '../html.ts'
import type { Medium } from '../raw-types.ts'
import type { Visit } from '../visit.ts'

interface Shown {
  readonly name: string
  /** Where its bytes are. */
  readonly href: string
}

/** A picture, sound, film or document as the browser itself shows it. */
export function mediumView(visit: Pick<Visit, 't'>, medium: Medium, { name, href }: Shown): Html {
  if (medium === 'picture') return html`<div class="body picture"><img src="${href}" alt="${name}"></div>`
  const player = html` src="${href}" aria-label="${name}" preload="metadata" controls`
  if (medium === 'audio') return html`<div class="body picture"><audio${player}></audio></div>`
  if (medium === 'video') return html`<div class="body picture"><video${player}></video></div>`
  return html`<iframe class="document" src="${href}" title="${name}"></iframe>
<footer><a href="${href}">${visit.t('Open it alone')}</a></footer>`
}
