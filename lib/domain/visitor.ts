import { findDefaultUser, findUserById, type UserRow } from '#db/users.ts'
import { mayComeFrom } from './ip-rules.ts'
import { loadPermissions, type Permissions } from './permissions.ts'
import { type HostCaller, recognizeFromHost, type Refusal } from './sign-in.ts'
import type { Site } from './site.ts'

/** Whoever asks. */
export interface Visitor {
  /** The account, or the default user's row when nobody signed on and anonymous access is open, or null. */
  readonly user: UserRow | null
  readonly kind: 'user' | 'anonymous' | 'nobody'
  /** Signed on by the host, or come with an API key: there is nothing to sign out of. */
  readonly external: boolean
  readonly permissions: Permissions
}

export interface Found {
  readonly visitor: Visitor
  /** A session is to be opened for this account. */
  readonly signOn?: { readonly userId: number; readonly external: true }
}

interface Asking {
  readonly caller: HostCaller
  /** Whose session this is. */
  readonly session: { readonly userId: number; readonly external: boolean } | null
}

/**
 * Who is asking: the session's account, else whom the host names, else the default user, else nobody. A
 * refusal is a word: the account of the session or of the host may not come in, and there is no way back to being a
 * stranger.
 */
export async function findVisitor(site: Site, { caller, session }: Asking): Promise<Found | Refusal> {
  if (session) {
    const user = await findUserById(site.db, session.userId)
    return user && (await mayEnter(site, user, caller.address))
      ? { visitor: await visitorOf(site, user, session.external) }
      : 'closed'
  }
  const recognized = await recognizeFromHost(site, caller)
  if (typeof recognized === 'string') return recognized
  if (recognized === null) return { visitor: await findStranger(site, caller.address) }
  return { visitor: await visitorOf(site, recognized, true), signOn: { userId: recognized.id, external: true } }
}

/** Somebody who was let in as this account. */
export async function visitorOf({ db }: Pick<Site, 'db'>, user: UserRow, external: boolean): Promise<Visitor> {
  return { user, kind: 'user', external, permissions: await loadPermissions(db, user) }
}

/** Nobody signed on: the default user where anonymous access is open to this address. */
async function findStranger(site: Site, address: string): Promise<Visitor> {
  const user = await findDefaultUser(site.db)
  if (user?.active && (await mayComeFrom(site, user.id, address))) {
    return { user, kind: 'anonymous', external: false, permissions: await loadPermissions(site.db, user) }
  }
  return { user: null, kind: 'nobody', external: false, permissions: await loadPermissions(site.db, null) }
}

/** Whether an account may be used from there. */
export async function mayEnter(site: Site, user: UserRow, address: string): Promise<boolean> {
  return user.active && user.username !== 'default' && (await mayComeFrom(site, user.id, address))
}
