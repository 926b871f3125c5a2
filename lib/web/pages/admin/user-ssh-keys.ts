import type { AccountPlace } from '../../account-place.ts'
import { getPersonAt } from '../../actor.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { addedSshKey, removedSshKey, showSshKeys } from '../../ssh-key-editing.ts'
import { userPage } from '../../ui/user-frame.ts'
import type { Visit } from '../../visit.ts'

export const sshKeys = page(routes.user.sshKeys, 'site.admin', async visit =>
  showSshKeys(visit, await placeOf(visit, visit.params.id)),
)

export const added = action(routes.user.sshKeys, 'site.admin', async visit =>
  addedSshKey(visit, await placeOf(visit, visit.params.id)),
)

export const removed = action(routes.user.removeSshKey, 'site.admin', async visit =>
  removedSshKey(visit, await placeOf(visit, visit.params.id)),
)

async function placeOf(visit: Visit, id: string): Promise<AccountPlace> {
  const user = await getPersonAt(visit, id)
  const needs = { id: String(user.id) }
  return {
    user,
    to: { add: visit.to(routes.user.sshKeys, needs), remove: visit.to(routes.user.removeSshKey, needs) },
    frame: (content, mistakes) => userPage(visit, { user, tab: 'sshKeys', content, mistakes }),
  }
}
