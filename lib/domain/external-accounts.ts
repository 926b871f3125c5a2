import { randomBytes } from 'node:crypto'
import type { Confirmed } from '#auth/auth.ts'
import { hashPassword } from '#auth/password.ts'
import { makeKey } from '#db/api-keys.ts'
import { type Database, transaction } from '#db/database.ts'
import { findUserByEmail, findUserByName, insertUser, updateUser, type UserRow } from '#db/users.ts'
import { isProblem, Problem } from '#std/problem.ts'
import { claimName, keepFirstName, type NameRefusal, type NameRules } from './account-names.ts'
import { takeOverGroups } from './external-groups.ts'
import { loadPermissions } from './permissions.ts'
import type { Site } from './site.ts'

/**
 * Makes the account that a plugin vouches for, or brings it up to date; whether it is active is not the plugin's to
 * say. An account that is another person's stays as it is.
 */
export async function takeOver(site: Pick<Site, 'db' | 'now'>, taking: Taking): Promise<UserRow | NameRefusal | null> {
  const { account, plugin } = taking
  if (account.username.toLowerCase() === 'default') return null
  const user = await createOrUpdate(site, taking)
  if (typeof user === 'string') return user
  await takeOverGroups(site, { plugin, userId: user.id, names: account.groups })
  return user
}

export interface Taking {
  readonly plugin: string
  readonly account: Confirmed
  readonly address: string
  readonly rules: NameRules
}

async function createOrUpdate(site: Pick<Site, 'db' | 'now'>, taking: Taking): Promise<UserRow | NameRefusal> {
  const { db, now } = site
  const { username } = taking.account
  const user = await findUserByName(db, username)
  if (user) return claimAndUpdate(site, user, taking)
  const password = await unknownPassword()
  try {
    return await transaction(db, tx => create(tx, now(), { ...taking, password }))
  } catch (error) {
    const made = isProblem(error, 'conflict') ? await findUserByName(db, username) : undefined
    if (!made) throw error
    return claimAndUpdate(site, made, taking) // another first request of this name was faster
  }
}

async function claimAndUpdate(
  site: Pick<Site, 'db' | 'now'>,
  user: UserRow,
  taking: Taking,
): Promise<UserRow | NameRefusal> {
  const { account, address, rules } = taking
  const refusal = await claimName(site, { user, name: account.fullName, address, rules })
  return refusal ?? update(site.db, user, { ...taking, password: await unknownPassword() })
}

async function unknownPassword(): Promise<string> {
  return hashPassword(randomBytes(18).toString('base64url'))
}

interface Row extends Taking {
  readonly password: string
}

/** The database tells two spellings of a name apart, so it is asked once more. */
async function create(db: Database, createdOn: Date, { plugin, account, address, password }: Row): Promise<UserRow> {
  if (await findUserByName(db, account.username)) throw new Problem('conflict', 'the account was made meanwhile')
  const user = await insertUser(db, {
    ...(await factsOf(db, account, null)),
    password,
    active: await isNewAccountActive(db),
    externType: plugin,
    apiKey: makeKey(),
    createdOn,
    lastLogin: null,
  })
  await keepFirstName(db, { userId: user.id, name: account.fullName, address, when: createdOn })
  return user
}

/** Whether an account that comes from outside may come in at once. */
export async function isNewAccountActive(db: Database): Promise<boolean> {
  return (await loadPermissions(db, null)).global.has('hg.extern_activate.auto')
}

async function update(db: Database, user: UserRow, { plugin, account, password }: Row): Promise<UserRow> {
  const change = { ...(await factsOf(db, account, user)), password, externType: plugin }
  await updateUser(db, user.id, change)
  return { ...user, ...change }
}

async function factsOf(db: Database, account: Confirmed, user: UserRow | null) {
  return {
    username: account.username,
    admin: account.admin,
    firstName: account.firstName,
    lastName: account.lastName,
    email: await freeAddress(db, account.email, user),
    externName: account.externName,
  }
}

/** Addresses are unique. One that is another account's is not taken over, and is no reason to stay outside. */
async function freeAddress(db: Database, email: string, user: UserRow | null): Promise<string | null> {
  const address = email.trim().toLowerCase()
  if (address === '') return null
  const holder = await findUserByEmail(db, address)
  return !holder || holder.id === user?.id ? address : (user?.email ?? null)
}
