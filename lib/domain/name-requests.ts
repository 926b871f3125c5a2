import { transaction } from '#db/database.ts'
import {
  deleteExternalName,
  type ExternalName,
  listExternalNames,
  listNamesOfUser,
  saveExternalName,
} from '#db/external-names.ts'
import { addJournal } from '#db/journal.ts'
import { deleteSessionsOfUser } from '#db/sessions.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import { type NameRules, readNameRules } from './account-names.ts'
import { readSettings } from './settings.ts'
import type { Site } from './site.ts'
import type { Actor } from './users.ts'

/** Somebody who wants to come in as an account that is known by other names, or by none. */
export interface NameRequest {
  readonly user: UserRow
  /** As the host spells it, domain and all. */
  readonly name: string
  /** Those that the account is known by. */
  readonly known: readonly string[]
  readonly when: Date
  readonly address: string
}

/** Who waits for an administrator's word about a name, the newest first. */
export async function listNameRequests(site: Pick<Site, 'db' | 'config'>): Promise<readonly NameRequest[]> {
  const rules = await rulesOf(site)
  const names = await listExternalNames(site.db)
  const users = new Map((await listUsers(site.db)).map(user => [user.id, user]))
  return names.toReversed().flatMap(({ userId, name, allowed, when, address }) => {
    const user = users.get(userId)
    const known = names.filter(each => each.userId === userId && each.allowed).map(each => each.name)
    const isSettled = allowed || known.some(each => rules.isSame(each, name))
    return user && !isSettled ? [{ user, name, known, when, address }] : []
  })
}

/** What an administrator says to it. */
export type Word = 'too' | 'instead' | 'never'

/**
 * Lets the name lead to the account, beside those that do already or in their place; then whoever came by them is
 * signed out. `never` forgets that it was asked for.
 */
export async function answerNameRequest(
  { db, now }: Pick<Site, 'db' | 'now'>,
  { user, name, when, address }: NameRequest,
  { word, by }: { readonly word: Word; readonly by: Actor },
): Promise<void> {
  await transaction(db, async tx => {
    if (word === 'never') return deleteExternalName(tx, { userId: user.id, name })
    if (word === 'instead') {
      const others = (await listNamesOfUser(tx, user.id)).filter(each => each.allowed)
      for (const each of others) await deleteExternalName(tx, each)
      await deleteSessionsOfUser(tx, user.id)
    }
    await saveExternalName(tx, { userId: user.id, name, when, address, allowed: true })
    if (!by) return
    const action = `admin_updated_user:${user.username}`
    await addJournal(tx, { user: by.user, repository: null, action, address: by.address, when: now() })
  })
}

/** The name of whom an administrator lets in: it is the account's, unless another is already. */
export async function keepNameOfWaiting(
  { db }: Pick<Site, 'db'>,
  { userId, name, address, when }: Omit<ExternalName, 'allowed'>,
): Promise<void> {
  await transaction(db, async tx => {
    const names = await listNamesOfUser(tx, userId)
    if (names.some(each => each.allowed)) return
    await saveExternalName(tx, { userId, name, address, when, allowed: true })
  })
}

async function rulesOf(site: Pick<Site, 'db' | 'config'>): Promise<NameRules> {
  return readNameRules(await readSettings(site), 'container')
}
