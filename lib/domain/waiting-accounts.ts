import { listExternalSignOns, noteExternalSignOn } from '#db/external-sign-ons.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import type { Site } from './site.ts'

/** An account that came from outside and waits until an administrator lets it in. */
export interface WaitingAccount {
  readonly user: UserRow
  /** As the host spells it, domain and all. */
  readonly name: string
  /** When it asked last. */
  readonly when: Date
  /** From which address; null where nobody noted it. */
  readonly address: string | null
}

/** Who waits, the newest first. */
export async function listWaitingAccounts({ db }: Pick<Site, 'db'>): Promise<readonly WaitingAccount[]> {
  const notes = new Map((await listExternalSignOns(db)).map(note => [note.userId, note]))
  const waiting = (await listUsers(db)).filter(
    user => !user.active && user.externType && user.externType !== 'internal',
  )
  return waiting
    .map(user => {
      const note = notes.get(user.id)
      return {
        user,
        name: note?.name ?? user.externName ?? user.username,
        when: note?.when ?? user.createdOn,
        address: note?.address ?? null,
      }
    })
    .toSorted((a, b) => b.when.getTime() - a.when.getTime())
}

const noteAgainAfter = 3_600_000

/** Remembers that somebody asked who may not come in yet; once an hour is enough. */
export async function noteWaiting(
  { db, now }: Pick<Site, 'db' | 'now'>,
  user: UserRow,
  { address, name }: { readonly address: string; readonly name: string },
): Promise<void> {
  const when = now()
  const before = (await listExternalSignOns(db)).find(note => note.userId === user.id)
  if (before && when.getTime() - before.when.getTime() < noteAgainAfter) return
  await noteExternalSignOn(db, user.id, { address, name: name || user.username, when })
}
