import { listOwnManagedFields } from '#domain/managed-fields.ts'
import { updateOwnProfile } from '#domain/user-edits.ts'
import { readForm } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import { factFields, factInputs } from '../../ui/fact-inputs.ts'
import { type Mistakes, mistakeSummary } from '../../ui/mistakes.ts'
import { tokenField } from '../../ui/token-field.ts'
import type { Visit } from '../../visit.ts'

export const profile = page(routes.account.profile, 'user', visit => show(visit, new Map()))

export const saved = action(routes.account.profile, 'user', async visit => {
  const { values, errors } = readForm(factFields, visit.form)
  if (errors) return show(visit, new Map(Object.entries(errors)))
  const { username, firstname: firstName, lastname: lastName, email } = values
  const mistakes = await updateOwnProfile(visit.site, getOwn(visit), { username, firstName, lastName, email })
  if (mistakes.size > 0) return show(visit, mistakes)
  visit.flash('ok', visit.t('Your account was updated successfully'))
  return redirect(visit.to(routes.account.profile, {}))
})

async function show(visit: Visit, mistakes: Mistakes): Promise<Html> {
  const user = getOwn(visit)
  const managed = await listOwnManagedFields(visit.site, user)
  const isAllManaged = Object.keys(factFields).every(name => managed.some(field => field === name))
  const content = html`${mistakeSummary(visit, mistakes)}
<form class="stack" method="post" action="${visit.to(routes.account.profile, {})}">${tokenField(visit)}
${factInputs(visit, { user, managed, mistakes })}
${
  isAllManaged
    ? html`<p class="muted">${visit.t('To change any of it, ask an administrator.')}</p>`
    : html`<div class="bar"><button class="button primary" type="submit">${visit.t('Save')}</button></div>`
}</form>`
  return accountPage(visit, { page: 'profile', content, mistakes })
}
