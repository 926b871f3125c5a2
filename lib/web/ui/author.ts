import type { Person } from '#db/authors.ts'
import { parseAuthor } from '#domain/people.ts'
import type { Html } from '../html.ts'
import { fullName, person } from './person.ts'

/** The accounts that were found for authors of commits. */
export type People = ReadonlyMap<string, Person>

/** Who wrote a commit: the account's name where there is one, else the author's own. */
export function author(people: People, text: string): Html {
  return person(authorName(people, text))
}

export function authorName(people: People, text: string): string {
  const user = people.get(text)
  return user ? fullName(user) : parseAuthor(text).name
}
