import { addFurtherEmail, type FurtherEmail, listFurtherEmails, removeFurtherEmail } from '#db/further-emails.ts'
import type { UserRow } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Site } from './site.ts'
import { findEmailMistake } from './user-rules.ts'

export type { FurtherEmail }

/** By which commits are recognised as somebody's, besides the main address. */
export async function listEmails(site: Pick<Site, 'db'>, user: UserRow): Promise<readonly FurtherEmail[]> {
  return listFurtherEmails(site.db, user.id)
}

/** A sentence, or null when it was saved. */
export async function addEmail(site: Pick<Site, 'db'>, user: UserRow, email: string): Promise<string | null> {
  const mistake = email === '' ? 'Enter an e-mail address.' : await findEmailMistake(site.db, email, null)
  if (mistake === null) await addFurtherEmail(site.db, user.id, email)
  return mistake
}

export async function removeEmail(site: Pick<Site, 'db'>, user: UserRow, id: number): Promise<void> {
  const isHis = (await listFurtherEmails(site.db, user.id)).some(each => each.id === id)
  if (!isHis) throw new Problem('not-found', 'this account has no such e-mail address')
  await removeFurtherEmail(site.db, user.id, id)
}
