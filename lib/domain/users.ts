import { transaction } from '#db/database.ts'
import { forgetExternalSignOn } from '#db/external-sign-ons.ts'
import { addJournal } from '#db/journal.ts'
import { findUserById, updateUser, type UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'

/** On whose behalf, and from where; null is the command line, which writes no journal. */
export type Actor = { readonly user: UserRow; readonly address: string } | null

export async function getUser({ db }: Pick<Site, 'db'>, id: number): Promise<UserRow> {
  const user = await findUserById(db, id)
  if (!user) throw new Problem('not-found', 'no such user', { id })
  return user
}

/** Lets an account in. */
export async function activateUser(site: Pick<Site, 'db' | 'now'>, user: UserRow, by: Actor): Promise<void> {
  await change(site, user, { active: true }, by)
}

/** Lets an account in and gives it everything. */
export async function makeAdministrator(site: Pick<Site, 'db' | 'now'>, user: UserRow, by: Actor): Promise<void> {
  await change(site, user, { active: true, admin: true }, by)
}

async function change(
  { db, now }: Pick<Site, 'db' | 'now'>,
  user: UserRow,
  to: Partial<Pick<UserRow, 'active' | 'admin'>>,
  by: Actor,
): Promise<void> {
  if (user.username === 'default') throw new Problem('invalid', 'the default user is not a person')
  await transaction(db, async tx => {
    await updateUser(tx, user.id, to)
    await forgetExternalSignOn(tx, user.id)
    if (!by) return
    const action = `admin_updated_user:${user.username}`
    await addJournal(tx, { user: by.user, repository: null, action, address: by.address, when: now() })
  })
}
