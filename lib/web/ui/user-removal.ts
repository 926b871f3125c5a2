import type { UserRow } from '#db/users.ts'
import { type Belongings, ownsNothing } from '#domain/user-removal.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { textInput } from './field.ts'
import { tokenField } from './token-field.ts'

interface Removal {
  readonly user: UserRow
  readonly belongings: Belongings
  readonly mistake: string | null
}

/** The way to delete an account, by typing its name; or why that cannot be done. */
export function userRemoval(visit: Visit, removal: Removal): Html {
  return html`<section class="box" aria-labelledby="danger">
<header><h2 id="danger">${visit.t('Delete the user')}</h2></header>
${ownsNothing(removal.belongings) ? form(visit, removal) : refusal(visit)}</section>`
}

function refusal(visit: Visit): Html {
  return html`<div class="body stack"><p>
${visit.t('What this account owns must have another owner first: see the list above.')}
${visit.t('An account that is not active lets nobody in, and keeps everything.')}</p></div>`
}

function form(visit: Visit, { user, mistake }: Removal): Html {
  const { username } = user
  return html`<form class="body stack" method="post" action="${visit.to(routes.user.remove, { id: String(user.id) })}">
${tokenField(visit)}<p>${visit.t('Its comments, votes, keys, addresses and permissions go with it.')}
${visit.t('The journal keeps the name. This cannot be undone.')}
${visit.t('An account that is not active lets nobody in either.')}</p>
${textInput(visit, {
  name: 'confirm',
  label: visit.t('Type {username} to confirm', { username }),
  value: visit.form.get('confirm') ?? '',
  autocomplete: 'off',
  ...(mistake !== null && { error: visit.t(mistake), isFirst: true }),
})}
<div><button class="button danger" type="submit">${visit.t('Delete')}</button></div></form>`
}
