import type { UserRow } from '#db/users.ts'
import type { OwnGlobals } from '#domain/user-globals.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { checkInput } from './field.ts'
import { tokenField } from './token-field.ts'

/** What an account may make by itself. */
export function ownGlobalsForm(visit: Visit, user: UserRow, own: OwnGlobals): Html {
  const address = visit.to(routes.user.permissions, { id: String(user.id) })
  const boxes = [
    { name: 'create_repo_perm', label: visit.t('May make repositories at the top level'), isChecked: own.repositories },
    { name: 'create_user_group_perm', label: visit.t('May make user groups'), isChecked: own.userGroups },
    { name: 'fork_repo_perm', label: visit.t('May fork repositories'), isChecked: own.forks },
  ]
  return html`<form class="stack tight" method="post" action="${address}">${tokenField(visit)}
<fieldset class="field"><legend>${visit.t('Besides what everybody and the user groups may')}</legend>
${boxes.map(checkInput)}</fieldset>
<p class="muted small">${visit.t('A box left empty takes away nothing that everybody or a group may.')}</p>
<div class="bar"><button class="button primary" type="submit">${visit.t('Save')}</button></div></form>`
}
