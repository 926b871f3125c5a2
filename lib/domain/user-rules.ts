import type { Database } from '#db/database.ts'
import { findUserByEmail, findUserByName, type UserRow } from '#db/users.ts'

/** Sentences by the name of the field. */
export type Mistakes = ReadonlyMap<string, string>

/** A sentence, or null for a name that somebody who has none yet may have. */
export async function findNameMistake(db: Database, username: string, user: UserRow | null): Promise<string | null> {
  if (username === user?.username) return null // programs may have given names that the form would not take
  if (username === '') return 'Enter a user name.'
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(username)) {
    return 'A user name has Latin letters, digits, hyphens, underscores and dots, and begins with none of - and .'
  }
  if (username.length > longest) return tooLong
  if (/^(default|new_user)$/i.test(username)) return 'This user name is reserved.'
  const holder = await findUserByName(db, username)
  return holder && holder.id !== user?.id ? 'Somebody has this user name already.' : null
}

/** A sentence, or null for an address that nobody has, as the main one or as another. */
export async function findEmailMistake(db: Database, email: string, user: UserRow | null): Promise<string | null> {
  if (email === '' || email.toLowerCase() === user?.email?.toLowerCase()) return null
  if (!/^[^\s\p{Cc}@]+@[^\s\p{Cc}@]+$/u.test(email)) return 'This is no e-mail address.'
  if (email.length > longest) return tooLong
  return (await findUserByEmail(db, email)) ? 'Somebody has this e-mail address already.' : null
}

/** bcrypt reads no more than 72 bytes, so a longer password would be shorter than it looks. */
export function findPasswordMistake(password: string): string | null {
  if (password.length < 6) return 'A password has at least 6 characters.'
  if (password.length > 72) return 'A password has at most 72 characters.'
  return /^[\x20-\x7e]*$/.test(password) ? null : 'A password has Latin letters, digits and common signs alone.'
}

export function findConfirmationMistake(password: string, confirmation: string): string | null {
  return password === confirmation ? null : 'The two passwords differ.'
}

export function findNameTextMistake(text: string): string | null {
  if (/\p{Cc}/u.test(text)) return unseen
  return text.length > longest ? tooLong : null
}

export const unseen = 'This has signs in it that nobody can see.'

const longest = 255
const tooLong = 'At most 255 characters.'

/** The fields that have something wrong. */
export function gathered(found: Readonly<Record<string, string | null>>): Mistakes {
  const mistakes = new Map<string, string>()
  for (const [name, sentence] of Object.entries(found)) if (sentence !== null) mistakes.set(name, sentence)
  return mistakes
}
