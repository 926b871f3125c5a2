import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { whileUnchanged } from './unchanged.ts'
import { parseFlag, parseMoment, parseMomentIfAny } from './values.ts'

export interface UserRow {
  readonly id: number
  readonly username: string
  /** A hash; '' lets nobody in. */
  readonly password: string
  readonly active: boolean
  readonly admin: boolean
  readonly firstName: string
  readonly lastName: string
  readonly email: string | null
  readonly lastLogin: Date | null
  /** The plugin that knows the account; null for the default user. */
  readonly externType: string | null
  readonly externName: string | null
  readonly apiKey: string
  readonly createdOn: Date
}

type Optional = 'email' | 'lastLogin' | 'externType' | 'externName'

export interface NewUser extends Omit<UserRow, 'id' | Optional>, Partial<Pick<UserRow, Optional>> {}

export function findUserById(db: Database, id: number): Promise<UserRow | undefined> {
  return whileUnchanged(db, `user ${id}`, async () =>
    first(await db.selectFrom('users').selectAll().where('user_id', '=', id).execute()),
  )
}

/** Who is called exactly so, else who is called so in other letters. */
export async function findUserByName(db: Database, username: string): Promise<UserRow | undefined> {
  const all = db.selectFrom('users').selectAll().orderBy('user_id').limit(1)
  const exact = first(await all.where('username', '=', username).execute())
  if (exact) return exact
  return first(
    await all.where(({ eb, fn, val }) => eb(fn('lower', ['username']), '=', fn('lower', [val(username)]))).execute(),
  )
}

/** Whose main address it is, else who has it as a further one. */
export async function findUserByEmail(db: Database, email: string): Promise<UserRow | undefined> {
  const main = db.selectFrom('users').selectAll()
  const exact = first(await main.where('email', '=', email.toLowerCase()).execute())
  if (exact) return exact
  const found = await main
    .where(({ eb, fn, val }) => eb(fn('lower', ['email']), '=', fn('lower', [val(email)])))
    .limit(1)
    .execute()
  return first(found) ?? findUserByFurtherEmail(db, email)
}

async function findUserByFurtherEmail(db: Database, email: string): Promise<UserRow | undefined> {
  const found = await db
    .selectFrom('user_email_map')
    .innerJoin('users', 'users.user_id', 'user_email_map.user_id')
    .selectAll('users')
    .where(({ eb, fn, val }) => eb(fn('lower', ['user_email_map.email']), '=', fn('lower', [val(email)])))
    .limit(1)
    .execute()
  return first(found)
}

/** The account that stands for everybody, signed on or not. */
export function findDefaultUser(db: Database): Promise<UserRow | undefined> {
  return whileUnchanged(db, 'default user', async () =>
    first(await db.selectFrom('users').selectAll().where('username', '=', 'default').execute()),
  )
}

/** All accounts by name, the default user among them. */
export async function listUsers(db: Database): Promise<readonly UserRow[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('username').execute()
  return rows.map(toUser)
}

/** A name or address that somebody has is a conflict. */
export async function insertUser(db: Database, user: NewUser): Promise<UserRow> {
  return toUser(await db.insertInto('users').values(toColumns(user)).returningAll().executeTakeFirstOrThrow())
}

/** Changes what is given. */
export async function updateUser(db: Database, id: number, change: Partial<NewUser>): Promise<void> {
  if (Object.values(change).every(value => value === undefined)) return
  await db.updateTable('users').set(toColumns(change)).where('user_id', '=', id).execute()
}

function first(rows: readonly Selectable<Schema['users']>[]): UserRow | undefined {
  return rows[0] && toUser(rows[0])
}

function toUser(row: Selectable<Schema['users']>): UserRow {
  return {
    id: row.user_id,
    username: row.username,
    password: row.password,
    active: parseFlag(row.active),
    admin: parseFlag(row.admin),
    firstName: row.firstname,
    lastName: row.lastname,
    email: row.email,
    lastLogin: parseMomentIfAny(row.last_login),
    externType: row.extern_type,
    externName: row.extern_name,
    apiKey: row.api_key,
    createdOn: parseMoment(row.created_on),
  }
}

function toColumns(user: NewUser): Insertable<Schema['users']>
function toColumns(user: Partial<NewUser>): Updateable<Schema['users']>
function toColumns(user: Partial<NewUser>): Updateable<Schema['users']> {
  return {
    username: user.username,
    password: user.password,
    active: user.active,
    admin: user.admin,
    firstname: user.firstName,
    lastname: user.lastName,
    email: user.email === undefined ? undefined : user.email?.trim().toLowerCase() || null,
    last_login: user.lastLogin,
    extern_type: user.externType,
    extern_name: user.externName,
    api_key: user.apiKey,
    created_on: user.createdOn,
  }
}
