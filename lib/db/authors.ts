import type { Database } from './database.ts'
import { whileUnchanged } from './unchanged.ts'

/** As much of an account as stands beside a commit. */
export interface Person {
  readonly id: number
  readonly username: string
  readonly firstName: string
  readonly lastName: string
}

/** Whose addresses these are, by the address in lower case; a main address counts before a further one. */
export async function findPeopleByEmails(
  db: Database,
  emails: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  if (emails.length === 0) return new Map()
  const wanted = emails.map(email => email.toLowerCase())
  return whileUnchanged(db, `addresses ${JSON.stringify(wanted)}`, () => readByEmails(db, wanted))
}

async function readByEmails(db: Database, wanted: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const further = await db
    .selectFrom('user_email_map')
    .innerJoin('users', 'users.user_id', 'user_email_map.user_id')
    .select(['users.user_id', 'username', 'firstname', 'lastname', 'user_email_map.email'])
    .where(({ eb, fn }) => eb(fn('lower', ['user_email_map.email']), 'in', wanted))
    .execute()
  const main = await db
    .selectFrom('users')
    .select(['user_id', 'username', 'firstname', 'lastname', 'email'])
    .where(({ eb, fn }) => eb(fn('lower', ['email']), 'in', wanted))
    .execute()
  return new Map([...further, ...main].map(row => [(row.email ?? '').toLowerCase(), toPerson(row)]))
}

/** Who is called so, by the name in lower case; never the default user. */
export async function findPeopleByNames(db: Database, names: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (names.length === 0) return new Map()
  const wanted = names.map(name => name.toLowerCase())
  return whileUnchanged(db, `names ${JSON.stringify(wanted)}`, () => readByNames(db, wanted))
}

async function readByNames(db: Database, wanted: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const rows = await db
    .selectFrom('users')
    .select(['user_id', 'username', 'firstname', 'lastname'])
    .where(({ eb, fn }) => eb(fn('lower', ['username']), 'in', wanted))
    .where('username', '!=', 'default')
    .execute()
  return new Map(rows.map(row => [row.username.toLowerCase(), toPerson(row)]))
}

interface Row {
  readonly user_id: number
  readonly username: string
  readonly firstname: string
  readonly lastname: string
}

function toPerson({ user_id, username, firstname, lastname }: Row): Person {
  return { id: user_id, username, firstName: firstname, lastName: lastname }
}
