import type { WaitingAccount } from '#domain/waiting-accounts.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { icon } from './icon.ts'
import { fullName, person } from './person.ts'
import { tokenField } from './token-field.ts'

/** Accounts from outside that nobody has let in yet, and the two ways to do it. */
export function waitingList(visit: Visit, waiting: readonly WaitingAccount[]): Html | null {
  if (waiting.length === 0) return null
  return html`<section class="box" aria-labelledby="waiting"><header>${icon(visit, 'user-plus')}
<h2 id="waiting">${visit.t('Waiting to be let in')} <span class="count">${waiting.length}</span></h2></header>
<div class="scroll"><table class="table middle">
<caption class="hidden">${visit.t('Accounts that wait for activation')}</caption>
<thead><tr><th scope="col">${visit.t('Account')}</th><th scope="col" class="min-m">${visit.t('Name')}</th>
<th scope="col">${visit.t('Asked')}</th><th scope="col" class="min-l">${visit.t('From')}</th>
<th scope="col"><span class="hidden">${visit.t('Let in')}</span></th></tr></thead>
<tbody>
${waiting.map(account => waitingRow(visit, account))}</tbody></table></div></section>`
}

function waitingRow(visit: Visit, { user, name, when, address }: WaitingAccount): Html {
  return html`<tr><th scope="row">${person(user.username)}<div class="muted small">${name}</div></th>
<td class="min-m">${fullName(user)}<div class="muted small">${user.email}</div></td>
<td class="fit muted">${age(visit, when)}</td>
<td class="fit muted min-l">${address ?? '—'}</td>
<td class="fit"><form class="bar" method="post" action="${visit.to(routes.admin.activate, {})}">${tokenField(visit)}
<input type="hidden" name="user_id" value="${user.id}"><input type="hidden" name="name" value="${name}">
${letIn(user.username, 'user', visit.t('Activate'))}
${letIn(user.username, 'administrator', visit.t('Make administrator'))}</form></td></tr>
`
}

function letIn(username: string, as: string, text: string): Html {
  return html`<button class="button little" type="submit" name="as" value="${as}">${text}
<span class="hidden">${username}</span></button>`
}
