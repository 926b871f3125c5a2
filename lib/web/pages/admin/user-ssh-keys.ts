import { userPlace } from '../../account-place.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { addedSshKey, removedSshKey, showSshKeys } from '../../ssh-key-editing.ts'

const changing = { add: routes.user.sshKeys, remove: routes.user.removeSshKey }

export const sshKeys = page(routes.user.sshKeys, 'site.admin', async visit =>
  showSshKeys(visit, await userPlace(visit, 'sshKeys', changing)),
)

export const added = action(routes.user.sshKeys, 'site.admin', async visit =>
  addedSshKey(visit, await userPlace(visit, 'sshKeys', changing)),
)

export const removed = action(routes.user.removeSshKey, 'site.admin', async visit =>
  removedSshKey(visit, await userPlace(visit, 'sshKeys', changing)),
)
