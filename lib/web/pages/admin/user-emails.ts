import { userPlace } from '../../account-place.ts'
import { addedEmail, removedEmail, showEmails } from '../../email-editing.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'

const changing = { add: routes.user.emails, remove: routes.user.removeEmail }

export const emails = page(routes.user.emails, 'site.admin', async visit =>
  showEmails(visit, await userPlace(visit, 'emails', changing)),
)

export const added = action(routes.user.emails, 'site.admin', async visit =>
  addedEmail(visit, await userPlace(visit, 'emails', changing)),
)

export const removed = action(routes.user.removeEmail, 'site.admin', async visit =>
  removedEmail(visit, await userPlace(visit, 'emails', changing)),
)
