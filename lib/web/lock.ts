import { atLeast, type Level } from '#domain/permissions.ts'
import type { Caller } from '#hosting/hosting.ts'
import { Problem } from '#std/problem.ts'
import type { Addressed } from './middleware/state.ts'
import type { Visit } from './visit.ts'

/**
 * Who may pass. `anyone` also where anonymous access is closed; `visitor` is Kallithea's "default user accepted";
 * `local` is who sits at this machine, whether or not sign-on works.
 */
export type Lock =
  | 'anyone'
  | 'visitor'
  | 'user'
  | 'site.admin'
  | 'site.admin or local'
  | 'repository.read'
  | 'repository.write'
  | 'repository.admin'
  | 'group.read'
  | 'group.write'
  | 'group.admin'

/** Whether it stands open, whoever asks: for whoever sits at the machine itself, some do. */
export function isOpen(lock: Lock, { isLocal }: Pick<Caller, 'isLocal'>): boolean {
  return lock === 'anyone' || (lock === 'site.admin or local' && isLocal)
}

/** Lets the visitor pass, or throws the Problem that decides what is shown instead. */
export function openLock(lock: Lock, visitor: Visit['visitor'], addressed?: Addressed): void {
  if (visitor.kind === 'nobody') throw signInFirst()
  if (lock === 'visitor') return
  if (lock === 'user' && visitor.kind !== 'user') throw signInFirst()
  if (lock.startsWith('site.admin') && !visitor.permissions.isAdmin) throw refuse(visitor)
  if (addressed) openInner(lock, visitor, addressed)
}

function openInner(lock: Lock, visitor: Visit['visitor'], addressed: Addressed): void {
  const level = levelOf(visitor, addressed)
  if (!atLeast(level, 'read')) throw missing(visitor)
  const wanted = lock.endsWith('.admin') ? 'admin' : lock.endsWith('.write') ? 'write' : 'read'
  if (!atLeast(level, wanted)) throw refuse(visitor)
}

/** What this visitor may do with the repository or group that the address names. */
export function levelOf(visitor: Visit['visitor'], addressed: Addressed): Level {
  const { permissions } = visitor
  return addressed.scope === 'repository'
    ? permissions.repository(addressed.repository)
    : permissions.group(addressed.group)
}

/** The same for what is not there and for what must not be seen, so that nobody can tell one from the other. */
export function missing(visitor: Visit['visitor']): Problem {
  return visitor.kind === 'user' ? new Problem('not-found', 'there is nothing here, or nothing for you') : signInFirst()
}

function refuse(visitor: Visit['visitor']): Problem {
  return visitor.kind === 'user' ? new Problem('forbidden', 'your account may not do this') : signInFirst()
}

function signInFirst(): Problem {
  return new Problem('unauthenticated', 'sign in first')
}
