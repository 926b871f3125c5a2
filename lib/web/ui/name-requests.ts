import type { NameRequest } from '#domain/name-requests.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { icon } from './icon.ts'
import { person } from './person.ts'
import { tokenField } from './token-field.ts'

/** Who came under a name that nobody allowed for the account, and what an administrator can say to it. */
export function nameRequests(visit: Visit, requests: readonly NameRequest[]): Html | null {
  if (requests.length === 0) return null
  const about = 'The same account name in another domain may be another person. Nobody of these was let in.'
  return html`<section class="box" aria-labelledby="other-names"><header>${icon(visit, 'shield-check')}
<h2 id="other-names">${visit.t('Other names')} <span class="count">${requests.length}</span></h2></header>
<p class="muted small">${visit.t(about)}</p>
<div class="scroll"><table class="table middle">
<caption class="hidden">${visit.t('Names that wait to be allowed')}</caption>
<thead><tr><th scope="col">${visit.t('Signs on as')}</th><th scope="col">${visit.t('Wants the account')}</th>
<th scope="col">${visit.t('Asked')}</th><th scope="col" class="min-l">${visit.t('From')}</th>
<th scope="col"><span class="hidden">${visit.t('Answer')}</span></th></tr></thead>
<tbody>
${requests.map(request => requestRow(visit, request))}</tbody></table></div></section>`
}

function requestRow(visit: Visit, request: NameRequest): Html {
  const { user, name, known, when, address } = request
  return html`<tr><th scope="row">${name}</th>
<td>${person(user.username)}<div class="muted small">${
    known.length > 0 ? visit.t('known as {names}', { names: known.join(', ') }) : visit.t('known by no name yet')
  }</div></td>
<td class="fit muted">${age(visit, when)}</td>
<td class="fit muted min-l">${address}</td>
<td class="fit"><form class="bar" method="post" action="${visit.to(routes.admin.names, {})}">${tokenField(visit)}
<input type="hidden" name="user_id" value="${user.id}"><input type="hidden" name="name" value="${name}">
${answerButton(request, 'too', visit.t('Allow'))}
${known.length > 0 && answerButton(request, 'instead', visit.t('Allow in place of the others'))}
${answerButton(request, 'never', visit.t('Forget'))}</form></td></tr>
`
}

function answerButton({ name }: NameRequest, word: string, text: string): Html {
  return html`<button class="button little" type="submit" name="word" value="${word}">${text}
<span class="hidden">${name}</span></button>`
}
