import { addEmail, listEmails, removeEmail } from '#domain/user-emails.ts'
import { getPersonAt } from '../../actor.ts'
import type { Html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { emailList } from '../../ui/email-list.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import { userPage } from '../../ui/user-frame.ts'
import type { Visit } from '../../visit.ts'

export const emails = page(routes.user.emails, 'site.admin', async visit =>
  show(visit, await getPersonAt(visit, visit.params.id), null),
)

export const added = action(routes.user.emails, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  const email = (visit.form.get('new_email') ?? '').trim()
  const mistake = await addEmail(visit.site, user, email)
  if (mistake !== null) return show(visit, user, mistake)
  visit.flash('ok', visit.t('Added e-mail address {email}', { email }))
  return redirect(visit.to(routes.user.emails, { id: String(user.id) }))
})

export const removed = action(routes.user.removeEmail, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  await removeEmail(visit.site, user, Number(visit.form.get('del_email_id')))
  visit.flash('ok', visit.t('Removed the e-mail address'))
  return redirect(visit.to(routes.user.emails, { id: String(user.id) }))
})

async function show(
  visit: Visit,
  user: Awaited<ReturnType<typeof getPersonAt>>,
  mistake: string | null,
): Promise<Html> {
  const mistakes: Mistakes = new Map(mistake === null ? [] : [['new_email', mistake]])
  const id = String(user.id)
  const to = { add: visit.to(routes.user.emails, { id }), remove: visit.to(routes.user.removeEmail, { id }) }
  const content = emailList(visit, { user, further: await listEmails(visit.site, user), mistake, to })
  return userPage(visit, { user, tab: 'emails', content, mistakes })
}
