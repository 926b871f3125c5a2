import type { AccountPlace } from '../../account-place.ts'
import { getPersonAt } from '../../actor.ts'
import { addedEmail, removedEmail, showEmails } from '../../email-editing.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { userPage } from '../../ui/user-frame.ts'
import type { Visit } from '../../visit.ts'

export const emails = page(routes.user.emails, 'site.admin', async visit =>
  showEmails(visit, await placeOf(visit, visit.params.id)),
)

export const added = action(routes.user.emails, 'site.admin', async visit =>
  addedEmail(visit, await placeOf(visit, visit.params.id)),
)

export const removed = action(routes.user.removeEmail, 'site.admin', async visit =>
  removedEmail(visit, await placeOf(visit, visit.params.id)),
)

async function placeOf(visit: Visit, id: string): Promise<AccountPlace> {
  const user = await getPersonAt(visit, id)
  const needs = { id: String(user.id) }
  return {
    user,
    to: { add: visit.to(routes.user.emails, needs), remove: visit.to(routes.user.removeEmail, needs) },
    frame: (content, mistakes) => userPage(visit, { user, tab: 'emails', content, mistakes }),
  }
}
