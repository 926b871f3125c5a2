import { type Account, searchText } from '#domain/accounts.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { icon } from './icon.ts'
import { avatar, fullName } from './person.ts'
import { sourceName } from './source-name.ts'

/** Accounts, one a row. */
export function userList(visit: Visit, accounts: readonly Account[]): Html {
  return html`<div class="box"><div class="scroll"><table class="table middle">
<caption class="hidden">${visit.t('Users')}</caption>
<thead><tr><th scope="col">${visit.t('User name')}</th><th scope="col" class="min-m">${visit.t('First name')}</th>
<th scope="col" class="min-m">${visit.t('Last name')}</th><th scope="col" class="min-l">${visit.t('Last sign-in')}</th>
<th scope="col">${visit.t('State')}</th><th scope="col" class="min-l">${visit.t('Source')}</th>
<th scope="col" class="min-m"><span class="hidden">${visit.t('Edit')}</span></th></tr></thead>
<tbody>
${accounts.map(account => row(visit, account))}</tbody></table></div></div>`
}

function row(visit: Visit, account: Account): Html {
  const { user } = account
  const address = visit.to(routes.user.profile, { id: String(user.id) })
  return html`<tr data-row data-name="${searchText(user)}">
<th scope="row"><a class="person" href="${address}">${avatar(fullName(user))}<span>${user.username}</span></a></th>
<td class="min-m">${user.firstName}</td><td class="min-m">${user.lastName}</td>
<td class="fit muted min-l">${user.lastLogin ? age(visit, user.lastLogin) : visit.t('never')}</td>
<td class="fit">${state(visit, account)}${user.admin && html` <span class="label info">${visit.t('admin')}</span>`}</td>
<td class="fit min-l">${sourceName(visit, user.externType)}</td>
<td class="fit min-m"><a class="button little" href="${address}">${icon(visit, 'pencil')}
<span class="hidden">${visit.t('Edit {name}', { name: user.username })}</span></a></td></tr>
`
}

function state(visit: Visit, { user, isWaiting }: Account): Html {
  const [tone, sign, text] = user.active
    ? ['ok', 'circle-check', visit.t('Active')]
    : isWaiting
      ? ['warn', 'circle-dot', visit.t('Waits to be let in')]
      : ['bad', 'circle-x', visit.t('Not active')]
  return html`<span class="state ${tone}">${icon(visit, sign)}<span>${text}</span></span>`
}
