import type { AccountPlace } from '../../account-place.ts'
import { getOwn } from '../../own-account.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { addedSshKey, removedSshKey, showSshKeys } from '../../ssh-key-editing.ts'
import { accountPage } from '../../ui/account-frame.ts'
import type { Visit } from '../../visit.ts'

export const sshKeys = page(routes.account.sshKeys, 'user', visit => showSshKeys(visit, placeOf(visit)))

export const added = action(routes.account.sshKeys, 'user', visit => addedSshKey(visit, placeOf(visit)))

export const removed = action(routes.account.removeSshKey, 'user', visit => removedSshKey(visit, placeOf(visit)))

function placeOf(visit: Visit): AccountPlace {
  return {
    user: getOwn(visit),
    to: { add: visit.to(routes.account.sshKeys, {}), remove: visit.to(routes.account.removeSshKey, {}) },
    frame: (content, mistakes) => accountPage(visit, { page: 'sshKeys', content, mistakes }),
  }
}
