import { listManagedFields } from '#domain/managed-fields.ts'
import { changeOwnPassword } from '#domain/own-password.ts'
import { type Html, html } from '../../html.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import { errorOf } from '../../ui/fact-inputs.ts'
import { textInput } from '../../ui/field.ts'
import { icon } from '../../ui/icon.ts'
import { type Mistakes, mistakeSummary } from '../../ui/mistakes.ts'
import { tokenField } from '../../ui/token-field.ts'
import type { Visit } from '../../visit.ts'

export const password = page(routes.account.password, 'user', visit => show(visit, new Map()))

export const saved = action(routes.account.password, 'user', async visit => {
  const user = getOwn(visit)
  const mistakes = await changeOwnPassword(visit.site, user, {
    current: visit.form.get('current_password') ?? '',
    password: visit.form.get('new_password') ?? '',
    confirmation: visit.form.get('new_password_confirmation') ?? '',
  })
  if (mistakes.size > 0) return show(visit, mistakes)
  visit.session.signIn(user.id, { external: visit.visitor.external, remember: false })
  visit.flash('ok', visit.t('Successfully updated password'))
  return show(visit, mistakes)
})

async function show(visit: Visit, mistakes: Mistakes): Promise<Html> {
  const isManaged = (await listManagedFields(visit.site, getOwn(visit))).includes('password')
  const content = isManaged
    ? html`<p>${icon(visit, 'info')} ${visit.t('Your password is kept where your account comes from.')}</p>`
    : passwordForm(visit, mistakes)
  return accountPage(visit, { page: 'password', content, mistakes })
}

function passwordForm(visit: Visit, mistakes: Mistakes): Html {
  const inputs = [
    { name: 'current_password', label: visit.t('Current password'), autocomplete: 'current-password' },
    {
      name: 'new_password',
      label: visit.t('New password'),
      autocomplete: 'new-password',
      hint: visit.t('At least 6 characters.'),
    },
    {
      name: 'new_password_confirmation',
      label: visit.t('The new password once more'),
      autocomplete: 'new-password',
    },
  ]
  return html`${mistakeSummary(visit, mistakes)}
<form class="stack" method="post" action="${visit.to(routes.account.password, {})}">${tokenField(visit)}
${inputs.map(
  input => html`${textInput(visit, { ...input, type: 'password', ...errorOf(visit, mistakes, input.name) })}
`,
)}<div class="bar"><button class="button primary" type="submit">${visit.t('Save')}</button></div>
<p class="muted small">${visit.t('Wherever else you are signed in with the old password, you will be signed out.')}</p>
</form>`
}
