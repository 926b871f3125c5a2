import type { UserRow } from '#db/users.ts'
import type { ManagedField } from '#domain/managed-fields.ts'
import { checkbox, isChecked, textField } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { checkField } from './choice-field.ts'
import { textInput } from './field.ts'
import { icon } from './icon.ts'
import { errorOf, factFields, factInputs } from './fact-inputs.ts'
import { type Mistakes, mistakeSummary } from './mistakes.ts'
import { tokenField } from './token-field.ts'

interface UserForm {
  readonly address: string
  /** Where somebody goes who changes nothing. */
  readonly cancel: string
  /** null for one that is to be made. */
  readonly user: UserRow | null
  readonly managed: readonly ManagedField[]
  readonly mistakes: Mistakes
}

/** What the form sends of a new account and of one that is there alike. */
export const userFields = {
  ...factFields,
  password_confirmation: textField(),
  active: checkbox(),
}

/** What a person is called, how he is reached, and what he may; what was typed stays, but for passwords. */
export function userForm(visit: Visit, form: UserForm): Html {
  const { user, managed, mistakes } = form
  const isPasswordKept = managed.includes('password')
  return html`${mistakeSummary(visit, mistakes)}
<form class="stack" method="post" action="${form.address}">${tokenField(visit)}
${factInputs(visit, form)}
${isPasswordKept ? managedPassword(visit) : passwordInputs(visit, form)}
<fieldset class="stack tight"><legend class="hidden">${visit.t('What the account may')}</legend>
${switchInput(visit, form, {
  name: 'active',
  label: visit.t('Active'),
  hint: visit.t('may sign in'),
  stored: user?.active ?? true,
})}
${
  user &&
  switchInput(visit, form, {
    name: 'admin',
    label: visit.t('Administrator'),
    hint: visit.t('may do everything, everywhere'),
    stored: user.admin,
  })
}</fieldset>
<div class="bar"><button class="button primary" type="submit">
${user ? visit.t('Save') : visit.t('Create user')}</button>
<a class="button" href="${form.cancel}">${visit.t('Cancel')}</a></div></form>`
}

function passwordInputs(visit: Visit, form: UserForm): Html {
  const name = form.user ? 'new_password' : 'password'
  const isNew = form.user === null
  return html`${textInput(visit, {
    name,
    label: isNew ? visit.t('Password') : visit.t('New password'),
    type: 'password',
    autocomplete: 'new-password',
    hint: isNew ? visit.t('At least 6 characters.') : visit.t('Leave it empty to keep the one there is.'),
    ...errorOf(visit, form.mistakes, name),
  })}
${textInput(visit, {
  name: 'password_confirmation',
  label: visit.t('The password once more'),
  type: 'password',
  autocomplete: 'new-password',
  ...errorOf(visit, form.mistakes, 'password_confirmation'),
})}`
}

function managedPassword(visit: Visit): Html {
  return html`<p class="muted">${icon(visit, 'info')}
${visit.t('The password is kept where the account comes from.')}</p>`
}

interface Switch {
  readonly name: 'active' | 'admin'
  readonly label: string
  readonly hint: string
  readonly stored: boolean
}

function switchInput(visit: Visit, form: UserForm, { stored, ...input }: Switch): Html {
  const isOn = visit.form.size > 0 ? isChecked(visit.form, input.name) : stored
  return checkField(visit, { ...input, isChecked: isOn, ...errorOf(visit, form.mistakes, input.name) })
}
