import { listUsers, type UserRow } from '#db/users.ts'
import type { Site } from './site.ts'

/** An account in a list. */
export interface Account {
  readonly user: UserRow
  /** It came from outside, and nobody has let it in yet. */
  readonly isWaiting: boolean
}

/** Everybody but the default user, by name; with a filter those whose names or address have each of its words. */
export async function listAccounts({ db }: Pick<Site, 'db'>, filter: string): Promise<readonly Account[]> {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const users = (await listUsers(db)).filter(({ username }) => username !== 'default')
  return users
    .filter(user => words.every(word => searchText(user).includes(word)))
    .toSorted((a, b) => collator.compare(a.username, b.username))
    .map(user => ({
      user,
      isWaiting: !user.active && user.externType !== null && !['', 'internal'].includes(user.externType),
    }))
}

/** What a person may be looked for by. */
export function searchText({ username, firstName, lastName, email }: UserRow): string {
  return [username, firstName, lastName, email ?? ''].join(' ').toLowerCase()
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
