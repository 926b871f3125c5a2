import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { copyButton } from './copy-button.ts'

/** To the address of a page that stays what it is: with the id of its commit in place of a branch. */
export function permalink(visit: Visit, href: string): Html {
  return html`<a class="button" href="${href}" rel="bookmark">${visit.t('Permalink')}</a>
${copyButton(visit, 'address', visit.t('Copy the permalink'))}`
}
