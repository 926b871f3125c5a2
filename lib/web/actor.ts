import type { UserRow } from '#db/users.ts'
import { type Actor, getUser } from '#domain/users.ts'
import { Problem } from '#std/problem.ts'
import type { Visit } from './visit.ts'

/** On whose behalf a page changes something. */
export function actorOf({ visitor, caller }: Visit): Actor {
  return visitor.user && { user: visitor.user, address: caller.address }
}

/** Whom the address names by number. */
export async function getUserAt(visit: Visit, id: string): Promise<UserRow> {
  if (!/^\d{1,9}$/.test(id)) throw new Problem('not-found', 'no such user')
  return getUser(visit.site, Number(id))
}

/** The same, but for the default user, who is changed on the permissions page alone. */
export async function getPersonAt(visit: Visit, id: string): Promise<UserRow> {
  const user = await getUserAt(visit, id)
  if (user.username === 'default') throw new Problem('not-found', 'the default user cannot be edited')
  return user
}
