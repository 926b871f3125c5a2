import type { AccountPlace } from '../../account-place.ts'
import { addedKey, removedKey, showKeys } from '../../key-editing.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { accountPage } from '../../ui/account-frame.ts'
import type { Visit } from '../../visit.ts'

export const keys = page(routes.account.keys, 'user', visit => showKeys(visit, placeOf(visit)))

export const added = action(routes.account.keys, 'user', visit => addedKey(visit, placeOf(visit)))

export const removed = action(routes.account.removeKey, 'user', visit => removedKey(visit, placeOf(visit)))

function placeOf(visit: Visit): AccountPlace {
  return {
    user: getOwn(visit),
    to: { add: visit.to(routes.account.keys, {}), remove: visit.to(routes.account.removeKey, {}) },
    frame: (content, mistakes) => accountPage(visit, { page: 'keys', content, mistakes }),
  }
}
