import { type AccountPlace, ownPlace } from '../../account-place.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { addedSshKey, removedSshKey, showSshKeys } from '../../ssh-key-editing.ts'
import type { Visit } from '../../visit.ts'

export const sshKeys = page(routes.account.sshKeys, 'user', visit => showSshKeys(visit, placeOf(visit)))

export const added = action(routes.account.sshKeys, 'user', visit => addedSshKey(visit, placeOf(visit)))

export const removed = action(routes.account.removeSshKey, 'user', visit => removedSshKey(visit, placeOf(visit)))

function placeOf(visit: Visit): AccountPlace {
  return ownPlace(visit, 'sshKeys', { add: routes.account.sshKeys, remove: routes.account.removeSshKey })
}
