import { deleteKey, insertKey, type KeyRow, listKeys, makeKey } from '#db/api-keys.ts'
import { updateUser, type UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'
import { findNameTextMistake, gathered, type Mistakes } from './user-rules.ts'

export interface UserKey extends KeyRow {
  readonly isExpired: boolean
}

/** How long a new key may last, in minutes; -1 is for ever. */
export const lifetimes = [-1, 5, 60, 1440, 43_200] as const

export async function listUserKeys({ db, now }: Pick<Site, 'db' | 'now'>, user: UserRow): Promise<readonly UserKey[]> {
  const keys = await listKeys(db, user.id)
  return keys.map(key => ({ ...key, isExpired: key.expires !== null && key.expires.getTime() < now().getTime() }))
}

/** Mistakes are named by the fields of Kallithea's form; none when it was made. */
export async function addUserKey(
  { db, now }: Pick<Site, 'db' | 'now'>,
  user: UserRow,
  { description, lifetime }: { readonly description: string; readonly lifetime: string },
): Promise<Mistakes> {
  const minutes = lifetimes.find(known => String(known) === lifetime)
  const mistakes = gathered({
    description: findNameTextMistake(description),
    lifetime: minutes === undefined ? 'Choose how long the key lasts.' : null,
  })
  if (mistakes.size > 0 || minutes === undefined) return mistakes
  const createdOn = now()
  const expires = minutes < 0 ? null : new Date(createdOn.getTime() + minutes * 60_000)
  await insertKey(db, { userId: user.id, key: makeKey(), description, expires, createdOn })
  return mistakes
}

export async function removeUserKey({ db }: Pick<Site, 'db'>, user: UserRow, key: string): Promise<void> {
  if (!(await deleteKey(db, user.id, key))) throw new Problem('not-found', 'this account has no such API key')
}

/** The key that every account has becomes another one; what knows the old one is out. */
export async function resetUserKey({ db }: Pick<Site, 'db'>, user: UserRow): Promise<void> {
  await updateUser(db, user.id, { apiKey: makeKey() })
}
