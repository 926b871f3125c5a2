import { userPlace } from '../../account-place.ts'
import { addedKey, removedKey, showKeys } from '../../key-editing.ts'
import { action, page } from '../../page.ts'
import { routes } from '../../routes.ts'

const changing = { add: routes.user.keys, remove: routes.user.removeKey }

export const keys = page(routes.user.keys, 'site.admin', async visit =>
  showKeys(visit, await userPlace(visit, 'keys', changing)),
)

export const added = action(routes.user.keys, 'site.admin', async visit =>
  addedKey(visit, await userPlace(visit, 'keys', changing)),
)

export const removed = action(routes.user.removeKey, 'site.admin', async visit =>
  removedKey(visit, await userPlace(visit, 'keys', changing)),
)
