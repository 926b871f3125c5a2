import { listManagedFields } from '#domain/managed-fields.ts'
import { updateProfile } from '#domain/user-edits.ts'
import { listWaitingAccounts } from '#domain/waiting-accounts.ts'
import { actorOf, getPersonAt } from '../../actor.ts'
import { checkbox, readForm, textField } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import { userFields, userForm } from '../../ui/user-form.ts'
import { userPage } from '../../ui/user-frame.ts'
import { waitingNotice } from '../../ui/waiting-notice.ts'
import type { Visit } from '../../visit.ts'

export const profile = page(routes.user.profile, 'site.admin', async visit =>
  show(visit, await getPersonAt(visit, visit.params.id), new Map()),
)

export const saved = action(routes.user.save, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  const { values, errors } = readForm(fields, visit.form)
  if (errors) return show(visit, user, new Map(Object.entries(errors)))
  const wanted = {
    username: values.username,
    firstName: values.firstname,
    lastName: values.lastname,
    email: values.email,
    password: values.new_password,
    confirmation: values.password_confirmation,
    active: values.active,
    admin: values.admin,
  }
  const mistakes = await updateProfile(visit.site, user, wanted, actorOf(visit))
  if (mistakes.size > 0) return show(visit, user, mistakes)
  visit.flash('ok', visit.t('User updated successfully'))
  return redirect(visit.to(routes.user.profile, { id: String(user.id) }))
})

const fields = { ...userFields, new_password: textField(), admin: checkbox() }

async function show(visit: Visit, user: Awaited<ReturnType<typeof getPersonAt>>, mistakes: Mistakes): Promise<Html> {
  const waiting = (await listWaitingAccounts(visit.site)).find(account => account.user.id === user.id)
  const form = userForm(visit, {
    address: visit.to(routes.user.save, { id: String(user.id) }),
    cancel: visit.to(routes.admin.users, {}),
    user,
    managed: await listManagedFields(visit.site, user),
    mistakes,
  })
  const content = html`${waiting && waitingNotice(visit, waiting)}
${form}`
  return userPage(visit, { user, tab: 'profile', content, mistakes })
}
