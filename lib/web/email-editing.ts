import { addEmail, listEmails, removeEmail } from '#domain/user-emails.ts'
import type { AccountPlace } from './account-place.ts'
import type { Html } from './html.ts'
import { redirect, type Reply } from './reply.ts'
import { emailList } from './ui/email-list.ts'
import type { Visit } from './visit.ts'

export async function showEmails(visit: Visit, { user, to, frame }: AccountPlace, mistake?: string): Promise<Html> {
  const content = emailList(visit, { user, to, further: await listEmails(visit.site, user), mistake: mistake ?? null })
  return frame(content, new Map(mistake === undefined ? [] : [['new_email', mistake]]))
}

export async function addedEmail(visit: Visit, place: AccountPlace): Promise<Html | Reply> {
  const email = (visit.form.get('new_email') ?? '').trim()
  const mistake = await addEmail(visit.site, place.user, email)
  if (mistake !== null) return showEmails(visit, place, mistake)
  visit.flash('ok', visit.t('Added e-mail address {email}', { email }))
  return redirect(place.to.add)
}

export async function removedEmail(visit: Visit, { user, to }: AccountPlace): Promise<Reply> {
  await removeEmail(visit.site, user, Number(visit.form.get('del_email_id')))
  visit.flash('ok', visit.t('Removed the e-mail address'))
  return redirect(to.add)
}
