import { findPeopleByEmails, findPeopleByNames, type Person } from '#db/authors.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import { readPeopleStamp } from '#db/people-stamp.ts'
import { findUserById, type UserRow } from '#db/users.ts'
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
): Promise<ReadonlyMap<string, Person>> {
  const wanted = [...new Set(authors)].map(text => ({ text, ...parseAuthor(text) }))
  const byEmail = await findPeopleByEmails(db, distinct(wanted.map(({ email }) => email)))
  const unknown = wanted.filter(({ email }) => !byEmail.has(email.toLowerCase()))
  const byName = await findPeopleByNames(db, distinct(unknown.map(({ name }) => name)))
  const found = new Map<string, Person>()
  for (const { text, name, email } of wanted) {
    const person = byEmail.get(email.toLowerCase()) ?? byName.get(name.toLowerCase())
    if (person) found.set(text, person)
  }
  return found
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter(word => word !== '')
}

/** Names what can be told of all accounts beside commits: changes when any of it does. */
export function stampOfPeople({ db }: Pick<Site, 'db'>): Promise<string> {
  return readPeopleStamp(db)
}

/** Whose repository or gist it is; null where the account is gone. */
export async function findOwner(
  { db }: Pick<Site, 'db'>,
  { ownerId }: Pick<RepositoryRow, 'ownerId'>,
): Promise<UserRow | null> {
  return (await findUserById(db, ownerId)) ?? null
}
