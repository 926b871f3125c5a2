import { type AccountPlace, ownPlace } from '../../account-place.ts'
import { addedKey, removedKey, showKeys } from '../../key-editing.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import type { Visit } from '../../visit.ts'

export const keys = page(routes.account.keys, 'user', visit => showKeys(visit, placeOf(visit)))

export const added = action(routes.account.keys, 'user', visit => addedKey(visit, placeOf(visit)))

export const removed = action(routes.account.removeKey, 'user', visit => removedKey(visit, placeOf(visit)))

function placeOf(visit: Visit): AccountPlace {
  return ownPlace(visit, 'keys', { add: routes.account.keys, remove: routes.account.removeKey })
}
