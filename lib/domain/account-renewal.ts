import type { UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'
import { updateProfile } from './user-edits.ts'
import { findPasswordMistake, type Mistakes } from './user-rules.ts'
import type { Actor } from './users.ts'

/** What is left out stays as it is. */
export interface Renewal {
  readonly password: string
  readonly email?: string | undefined
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly admin?: boolean | undefined
}

/** Lets an account in, by another password. Mistakes are named as those of `updateProfile`; none when it was saved. */
export async function renewAccount(
  site: Pick<Site, 'db' | 'config' | 'now'>,
  user: UserRow,
  { password, email, firstName, lastName, admin }: Renewal,
  by: Actor,
): Promise<Mistakes> {
  refuseForeign(user)
  const mistake = findPasswordMistake(password)
  if (mistake !== null) return new Map([['new_password', mistake]]) // an empty one would keep the one there is
  const renewed = {
    username: user.username,
    firstName: firstName ?? user.firstName,
    lastName: lastName ?? user.lastName,
    email: email ?? user.email ?? '',
    active: true,
    admin: admin ?? user.admin,
    password,
    confirmation: password,
  }
  return updateProfile(site, user, renewed, by)
}

/** A Problem for an account that no password of ours would let in. */
export function refuseForeign({ username: name, externType }: UserRow): void {
  if (name === 'default') throw new Problem('invalid', 'the default user is not a person')
  if (externType === 'internal') return
  if (externType === 'container') {
    throw new Problem(
      'forbidden',
      'Windows keeps the password of this account: let it in by user-activate or user-admin, or make another account',
      { name },
    )
  }
  throw new Problem('forbidden', 'the password of this account is kept elsewhere: make another account', {
    name,
    from: externType || 'unknown',
  })
}
