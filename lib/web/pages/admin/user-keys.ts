import type { AccountPlace } from '../../account-place.ts'
import { getPersonAt } from '../../actor.ts'
import { addedKey, removedKey, showKeys } from '../../key-editing.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'
import { userPage } from '../../ui/user-frame.ts'
import type { Visit } from '../../visit.ts'

export const keys = page(routes.user.keys, 'site.admin', async visit =>
  showKeys(visit, await placeOf(visit, visit.params.id)),
)

export const added = action(routes.user.keys, 'site.admin', async visit =>
  addedKey(visit, await placeOf(visit, visit.params.id)),
)

export const removed = action(routes.user.removeKey, 'site.admin', async visit =>
  removedKey(visit, await placeOf(visit, visit.params.id)),
)

async function placeOf(visit: Visit, id: string): Promise<AccountPlace> {
  const user = await getPersonAt(visit, id)
  const needs = { id: String(user.id) }
  return {
    user,
    to: { add: visit.to(routes.user.keys, needs), remove: visit.to(routes.user.removeKey, needs) },
    frame: (content, mistakes) => userPage(visit, { user, tab: 'keys', content, mistakes }),
  }
}
