import type { UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Visit } from './visit.ts'

/** Whose account these pages are of; their lock has let nobody else in. */
export function getOwn({ visitor }: Pick<Visit, 'visitor'>): UserRow {
  if (!visitor.user || visitor.kind !== 'user') throw new Problem('unauthenticated', 'sign in first')
  return visitor.user
}
