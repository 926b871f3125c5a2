import { readBelongings, removeUser } from '#domain/user-removal.ts'
import { actorOf, getPersonAt } from '../../actor.ts'
import { type Html, html } from '../../html.ts'
import { action, page } from '../../page.ts'
import { redirect } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { tellSshServer } from '../../ssh-key-editing.ts'
import type { Mistakes } from '../../ui/mistakes.ts'
import { userFacts } from '../../ui/user-facts.ts'
import { userPage } from '../../ui/user-frame.ts'
import { userRemoval } from '../../ui/user-removal.ts'
import type { Visit } from '../../visit.ts'

export const advanced = page(routes.user.advanced, 'site.admin', async visit =>
  show(visit, await getPersonAt(visit, visit.params.id), null),
)

export const removed = action(routes.user.remove, 'site.admin', async visit => {
  const user = await getPersonAt(visit, visit.params.id)
  const isConfirmed = (visit.form.get('confirm') ?? '').trim() === user.username
  const mistake = isConfirmed ? await removeUser(visit.site, user, actorOf(visit)) : 'Type the user name, as it is.'
  if (mistake !== null) return show(visit, user, mistake)
  visit.flash('ok', visit.t('Successfully deleted user'))
  await tellSshServer(visit)
  return redirect(visit.to(routes.admin.users, {}))
})

async function show(
  visit: Visit,
  user: Awaited<ReturnType<typeof getPersonAt>>,
  mistake: string | null,
): Promise<Html> {
  const belongings = await readBelongings(visit.site, user)
  const mistakes: Mistakes = new Map(mistake === null ? [] : [['confirm', mistake]])
  const content = html`${userFacts(visit, user, belongings)}
${userRemoval(visit, { user, belongings, mistake })}`
  return userPage(visit, { user, tab: 'advanced', content, mistakes })
}
