import { type Belongings, deleteUser, findBelongings } from '#db/belongings.ts'
import { transaction } from '#db/database.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import type { Site } from './site.ts'
import { lastAdministrator } from './user-edits.ts'
import type { Actor } from './users.ts'

export type { Belongings }

/** What must have another owner before the account can go. */
export async function readBelongings({ db }: Pick<Site, 'db'>, user: UserRow): Promise<Belongings> {
  return findBelongings(db, user.id)
}

export function ownsNothing(belongings: Belongings): boolean {
  const { repositories, groups, userGroups, gists, pullRequests } = belongings
  return repositories.length + groups.length + userGroups.length + gists + pullRequests === 0
}

/** A sentence, or null when the account is gone, with all that was its own. */
export async function removeUser({ db }: Pick<Site, 'db'>, user: UserRow, by: Actor): Promise<string | null> {
  if (user.username === 'default') return 'The default user stands for everybody.'
  if (user.id === by?.user.id) return 'You would delete the account you are signed in with.'
  return transaction(db, async tx => {
    const administrators = (await listUsers(tx)).filter(each => each.admin && each.active)
    if (administrators.length === 1 && administrators[0]?.id === user.id) return lastAdministrator
    if (!ownsNothing(await findBelongings(tx, user.id))) return 'What this account owns must have another owner first.'
    await deleteUser(tx, user.id)
    return null
  })
}
