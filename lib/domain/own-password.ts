import { checkPassword, hashPassword } from '#auth/password.ts'
import { transaction } from '#db/database.ts'
import { deleteSessionsOfUser } from '#db/sessions.ts'
import { updateUser, type UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import { listManagedFields } from './managed-fields.ts'
import type { Site } from './site.ts'
import { findConfirmationMistake, findPasswordMistake, gathered, type Mistakes } from './user-rules.ts'

export interface PasswordChange {
  readonly current: string
  readonly password: string
  readonly confirmation: string
}

/**
 * Mistakes are named by the fields of Kallithea's form; none when it was saved, and then all sessions of the account
 * are ended: whoever knew the old password is out.
 */
export async function changeOwnPassword(
  site: Pick<Site, 'db' | 'config'>,
  user: UserRow,
  { current, password, confirmation }: PasswordChange,
): Promise<Mistakes> {
  if ((await listManagedFields(site, user)).includes('password')) {
    throw new Problem('forbidden', 'the password is kept where the account comes from')
  }
  const mistakes = gathered({
    current_password: (await checkPassword(current, user.password)) ? null : 'This is not your password.',
    new_password: findPasswordMistake(password),
    new_password_confirmation: findConfirmationMistake(password, confirmation),
  })
  if (mistakes.size > 0) return mistakes
  const hash = await hashPassword(password)
  await transaction(site.db, async tx => {
    await updateUser(tx, user.id, { password: hash })
    await deleteSessionsOfUser(tx, user.id)
  })
  return mistakes
}
