import { addEmail, listEmails, removeEmail } from '#domain/user-emails.ts'
import type { Html } from '../../html.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import { emailList } from '../../ui/email-list.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import type { Visit } from '../../visit.ts'

export const emails = page(routes.account.emails, 'user', visit => show(visit, null))

export const added = action(routes.account.emails, 'user', async visit => {
  const email = (visit.form.get('new_email') ?? '').trim()
  const mistake = await addEmail(visit.site, getOwn(visit), email)
  if (mistake !== null) return show(visit, mistake)
  visit.flash('ok', visit.t('Added e-mail address {email}', { email }))
  return redirect(visit.to(routes.account.emails, {}))
})

export const removed = action(routes.account.removeEmail, 'user', async visit => {
  await removeEmail(visit.site, getOwn(visit), Number(visit.form.get('del_email_id')))
  visit.flash('ok', visit.t('Removed the e-mail address'))
  return redirect(visit.to(routes.account.emails, {}))
})

async function show(visit: Visit, mistake: string | null): Promise<Html> {
  const user = getOwn(visit)
  const mistakes: Mistakes = new Map(mistake === null ? [] : [['new_email', mistake]])
  const to = { add: visit.to(routes.account.emails, {}), remove: visit.to(routes.account.removeEmail, {}) }
  const content = emailList(visit, { user, further: await listEmails(visit.site, user), mistake, to })
  return accountPage(visit, { page: 'emails', content, mistakes })
}
