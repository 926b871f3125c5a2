import { type AccountPlace, ownPlace } from '../../account-place.ts'
import { addedEmail, removedEmail, showEmails } from '../../email-editing.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import type { Visit } from '../../visit.ts'

export const emails = page(routes.account.emails, 'user', visit => showEmails(visit, placeOf(visit)))

export const added = action(routes.account.emails, 'user', visit => addedEmail(visit, placeOf(visit)))

export const removed = action(routes.account.removeEmail, 'user', visit => removedEmail(visit, placeOf(visit)))

function placeOf(visit: Visit): AccountPlace {
  return ownPlace(visit, 'emails', { add: routes.account.emails, remove: routes.account.removeEmail })
}
