import { hashPassword } from '#auth/password.ts'
import { makeKey } from '#db/api-keys.ts'
import { type Database, transaction } from '#db/database.ts'
import { forgetExternalSignOn } from '#db/external-sign-ons.ts'
import { addJournal } from '#db/journal.ts'
import { deleteSessionsOfUser } from '#db/sessions.ts'
import { insertUser, listUsers, updateUser, type UserRow } from '#db/users.ts'
import { listManagedFields, listOwnManagedFields, type ManagedField } from './managed-fields.ts'
import type { Site } from './site.ts'
import {
  findConfirmationMistake,
  findEmailMistake,
  findNameTextMistake,
  findNameMistake,
  findPasswordMistake,
  gathered,
  type Mistakes,
} from './user-rules.ts'
import type { Actor } from './users.ts'

/** What a person is called and how he is reached. */
interface Facts {
  readonly username: string
  readonly firstName: string
  readonly lastName: string
  /** '' for none. */
  readonly email: string
  readonly active: boolean
}

export interface NewAccount extends Facts {
  readonly admin: boolean
  readonly password: string
  readonly confirmation: string
}

export interface Profile extends NewAccount {
  /** '' keeps the one there is. */
  readonly password: string
}

export type Created =
  | { readonly user: UserRow; readonly mistakes?: undefined }
  | { readonly user?: undefined; readonly mistakes: Mistakes }

/** An account whose password is kept here. Mistakes are named by the fields of Kallithea's form. */
export async function createUser(site: Pick<Site, 'db' | 'now'>, account: NewAccount, by: Actor): Promise<Created> {
  const password = await hashIfGood(account.password)
  return transaction(site.db, async tx => {
    const mistakes = gathered({
      ...(await factMistakes(tx, account, null)),
      password: findPasswordMistake(account.password),
      password_confirmation: findConfirmationMistake(account.password, account.confirmation),
    })
    if (mistakes.size > 0) return { mistakes }
    const { username, firstName, lastName, email, active, admin } = account
    const user = await insertUser(tx, {
      username,
      firstName,
      lastName,
      email: email || null,
      password,
      active,
      admin,
      externType: 'internal',
      externName: '',
      apiKey: makeKey(),
      createdOn: site.now(),
    })
    await note(tx, `admin_created_user:${username}`, site.now(), by)
    return { user }
  })
}

/** What the account's plugin decides stays as it is, whatever is asked for. None when it was saved. */
export async function updateProfile(
  site: Pick<Site, 'db' | 'config' | 'now'>,
  user: UserRow,
  wanted: Profile,
  by: Actor,
): Promise<Mistakes> {
  return save(site, user, withManaged(wanted, user, await listManagedFields(site, user)), by)
}

/** The same by the person, who changes what the account is called and how he is reached. */
export async function updateOwnProfile(
  site: Pick<Site, 'db' | 'config' | 'now'>,
  user: UserRow,
  facts: Omit<Facts, 'active'>,
): Promise<Mistakes> {
  const { active, admin } = user
  const wanted = { ...facts, active, admin, password: '', confirmation: '' }
  return save(site, user, withManaged(wanted, user, await listOwnManagedFields(site, user)), null)
}

async function save(site: Pick<Site, 'db' | 'now'>, user: UserRow, profile: Profile, by: Actor): Promise<Mistakes> {
  const password = profile.password === '' ? undefined : await hashIfGood(profile.password)
  return transaction(site.db, async tx => {
    const mistakes = gathered({
      ...(await factMistakes(tx, profile, user)),
      new_password: profile.password === '' ? null : findPasswordMistake(profile.password),
      password_confirmation: findConfirmationMistake(profile.password, profile.confirmation),
      ...(await rightMistakes(tx, profile, user, by)),
    })
    if (mistakes.size > 0) return mistakes
    const { username, firstName, lastName, email, active, admin } = profile
    await updateUser(tx, user.id, { username, firstName, lastName, email: email || null, active, admin, password })
    if (active && !user.active) await forgetExternalSignOn(tx, user.id)
    if (password !== undefined && user.id !== by?.user.id) await deleteSessionsOfUser(tx, user.id)
    await note(tx, `admin_updated_user:${username}`, site.now(), by)
    return mistakes
  })
}

async function factMistakes(db: Database, facts: Facts, user: UserRow | null) {
  return {
    username: await findNameMistake(db, facts.username, user),
    firstname: findNameTextMistake(facts.firstName),
    lastname: findNameTextMistake(facts.lastName),
    email: await findEmailMistake(db, facts.email, user),
  }
}

/** Hashing takes its time, so it is done outside the transaction; what is refused there needs no hash. */
async function hashIfGood(password: string): Promise<string> {
  return findPasswordMistake(password) === null ? hashPassword(password) : ''
}

/** There is always an administrator who can come in, and nobody shuts himself out by accident. */
async function rightMistakes(db: Database, { active, admin }: Profile, user: UserRow, by: Actor) {
  const isOut = !active && user.id === by?.user.id
  const administrators = (await listUsers(db)).filter(each => each.admin && each.active)
  const isLast = administrators.length === 1 && administrators[0]?.id === user.id
  return {
    active: isOut
      ? 'You would switch off the account you are signed in with.'
      : isLast && !active
        ? lastAdministrator
        : null,
    admin: isLast && !admin ? lastAdministrator : null,
  }
}

export const lastAdministrator = 'This is the last administrator who can sign in.'

function withManaged(wanted: Profile, user: UserRow, managed: readonly ManagedField[]): Profile {
  return {
    ...wanted,
    ...(managed.includes('username') && { username: user.username }),
    ...(managed.includes('firstname') && { firstName: user.firstName }),
    ...(managed.includes('lastname') && { lastName: user.lastName }),
    ...(managed.includes('email') && { email: user.email ?? '' }),
    ...(managed.includes('password') && { password: '', confirmation: '' }),
  }
}

async function note(db: Database, action: string, when: Date, by: Actor): Promise<void> {
  if (by) await addJournal(db, { user: by.user, repository: null, action, address: by.address, when })
}
