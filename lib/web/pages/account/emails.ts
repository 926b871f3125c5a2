import type { AccountPlace } from '../../account-place.ts'
import { addedEmail, removedEmail, showEmails } from '../../email-editing.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import type { Visit } from '../../visit.ts'

export const emails = page(routes.account.emails, 'user', visit => showEmails(visit, placeOf(visit)))

export const added = action(routes.account.emails, 'user', visit => addedEmail(visit, placeOf(visit)))

export const removed = action(routes.account.removeEmail, 'user', visit => removedEmail(visit, placeOf(visit)))

function placeOf(visit: Visit): AccountPlace {
  return {
    user: getOwn(visit),
    to: { add: visit.to(routes.account.emails, {}), remove: visit.to(routes.account.removeEmail, {}) },
    frame: (content, mistakes) => accountPage(visit, { page: 'emails', content, mistakes }),
  }
}
