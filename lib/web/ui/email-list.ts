import type { FurtherEmail } from '#domain/user-emails.ts'
import type { AccountPlace } from '../account-place.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { textInput } from './field.ts'
import { icon } from './icon.ts'
import { tokenField } from './token-field.ts'

interface EmailList extends Pick<AccountPlace, 'user' | 'to'> {
  readonly further: readonly FurtherEmail[]
  readonly mistake: string | null
}

/** The addresses by which somebody is reached, and by which commits are recognised as his. */
export function emailList(visit: Visit, { user, further, mistake, to }: EmailList): Html {
  return html`<p>${visit.t('Commits are recognised by these addresses; mail goes to the main one.')}</p>
<div class="box"><ul class="list">
<li>${icon(visit, 'mail', 'muted')}<span class="grow">${user.email ?? visit.t('No main address')}</span>
<span class="label">${visit.t('main')}</span></li>
${further.map(each => furtherEmail(visit, to.remove, each))}</ul></div>
<form class="stack" method="post" action="${to.add}">${tokenField(visit)}
${textInput(visit, {
  name: 'new_email',
  label: visit.t('Another address'),
  value: visit.form.get('new_email') ?? '',
  autocomplete: 'off',
  ...(mistake !== null && { error: visit.t(mistake), isFirst: true }),
})}
<div class="bar"><button class="button primary" type="submit">${icon(visit, 'plus')}${visit.t('Add')}</button></div>
</form>`
}

function furtherEmail(visit: Visit, address: string, further: FurtherEmail): Html {
  return html`<li>${icon(visit, 'mail', 'muted')}<span class="grow">${further.email}</span>
<form method="post" action="${address}">${tokenField(visit)}
<input type="hidden" name="del_email_id" value="${further.id}">
<button class="button little" type="submit">${visit.t('Remove')}
<span class="hidden">${further.email}</span></button></form></li>
`
}
