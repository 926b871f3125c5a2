import type { WaitingAccount } from '#domain/waiting-accounts.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { icon } from './icon.ts'

/** On the page of an account that waits: who asked for it, and where that is answered. */
export function waitingNotice(visit: Visit, { name, when, address }: WaitingAccount): Html {
  return html`<div class="notice warn">${icon(visit, 'user-plus')}<div class="grow">
<strong>${visit.t('{name} waits to be let in.', { name })}</strong>
${address && html`${visit.t('Asked last from {address}', { address })} ${age(visit, when)}.`}</div>
<a class="button little" href="${visit.to(routes.admin.authentication, {})}">${visit.t('Let in')}</a></div>`
}
