import { findKeyOwner } from '#db/api-keys.ts'
import { findUserById } from '#db/users.ts'
import type { Site } from './site.ts'
import { mayEnter, type Visitor, visitorOf } from './visitor.ts'

/** Whoever comes with this key; null: there is no such key, its account is closed, or not for this address. */
export async function findKeyHolder(site: Site, key: string, address: string): Promise<Visitor | null> {
  if (!/^[a-z0-9]{40}$/i.test(key)) return null
  const id = await findKeyOwner(site.db, key, site.now())
  const user = id === null ? undefined : await findUserById(site.db, id)
  return user && (await mayEnter(site, user, address)) ? visitorOf(site, user, true) : null
}
