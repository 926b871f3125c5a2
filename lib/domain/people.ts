import type { RepositoryRow } from '#db/repositories.ts'
import { findUserByEmail, findUserById, findUserByName, type UserRow } from '#db/users.ts'
import type { Site } from './site.ts'

export interface Author {
  readonly name: string
  readonly email: string
}

/** `Name <mail>`, `mail` or `name`, as commits have it. */
export function parseAuthor(author: string): Author {
  const inBrackets = /^(.*?)\s*<([^<>]*)>?\s*$/s.exec(author)
  if (inBrackets) return named(inBrackets[1]?.trim().replace(/^"(.*)"$/s, '$1') ?? '', inBrackets[2]?.trim() ?? '')
  const bare = author.trim()
  return /^[^\s@<>]+@[^\s@<>]+$/.test(bare) ? named('', bare) : named(bare, '')
}

function named(name: string, email: string): Author {
  return { name: name || email || '?', email }
}

/** The accounts of authors, by the text in the commit: whoever owns the address, else whoever has the name. */
export async function findPeople(
  { db }: Pick<Site, 'db'>,
  authors: Iterable<string>,
): Promise<ReadonlyMap<string, UserRow>> {
  const found = new Map<string, UserRow>()
  await Promise.all(
    [...new Set(authors)].map(async author => {
      const { name, email } = parseAuthor(author)
      const user = (email && (await findUserByEmail(db, email))) || (await findUserByName(db, name))
      if (user) found.set(author, user)
    }),
  )
  return found
}

/** Whose repository it is; null where the account is gone. */
export async function findOwner(
  { db }: Pick<Site, 'db'>,
  { ownerId }: Pick<RepositoryRow, 'ownerId'>,
): Promise<UserRow | null> {
  return (await findUserById(db, ownerId)) ?? null
}
