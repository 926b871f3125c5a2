import type { Database } from './database.ts'

/** An address of somebody besides the main one. */
export interface FurtherEmail {
  readonly id: number
  readonly email: string
}

export async function listFurtherEmails(db: Database, userId: number): Promise<readonly FurtherEmail[]> {
  const query = db.selectFrom('user_email_map').select(['email_id', 'email']).where('user_id', '=', userId)
  return (await query.orderBy('email_id').execute()).map(row => ({ id: row.email_id, email: row.email }))
}

/** An address that somebody has as a further one is a conflict. */
export async function addFurtherEmail(db: Database, userId: number, email: string): Promise<void> {
  await db.insertInto('user_email_map').values({ user_id: userId, email: email.toLowerCase() }).execute()
}

/** Only of this user. */
export async function removeFurtherEmail(db: Database, userId: number, id: number): Promise<void> {
  await db.deleteFrom('user_email_map').where('user_id', '=', userId).where('email_id', '=', id).execute()
}
