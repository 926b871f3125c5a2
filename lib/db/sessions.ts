import { type Database, transaction } from './database.ts'
import { whileUnchanged } from './unchanged.ts'
import { parseMoment } from './values.ts'

/** A browser's session. The id itself is nowhere but in the browser. */
export interface SessionRow {
  readonly idHash: string
  readonly data: string
  readonly userId: number | null
  readonly createdOn: Date
  readonly expiresOn: Date
}

export function findSession(db: Database, idHash: string): Promise<SessionRow | undefined> {
  return whileUnchanged(db, `session ${idHash}`, () => readSession(db, idHash))
}

async function readSession(db: Database, idHash: string): Promise<SessionRow | undefined> {
  const row = await db.selectFrom('ext_sessions').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
  return (
    row && {
      idHash: row.id_hash,
      data: row.data,
      userId: row.user_id,
      createdOn: parseMoment(row.created_on),
      expiresOn: parseMoment(row.expires_on),
    }
  )
}

/** Makes the session or changes it. */
export async function saveSession(db: Database, session: SessionRow): Promise<void> {
  const row = {
    id_hash: session.idHash,
    data: session.data,
    user_id: session.userId,
    created_on: session.createdOn,
    expires_on: session.expiresOn,
  }
  await transaction(db, async tx => {
    await deleteSession(tx, session.idHash)
    await tx.insertInto('ext_sessions').values(row).execute()
  })
}

export async function deleteSession(db: Database, idHash: string): Promise<void> {
  await db.deleteFrom('ext_sessions').where('id_hash', '=', idHash).execute()
}

export async function deleteSessionsOfUser(db: Database, userId: number): Promise<void> {
  await db.deleteFrom('ext_sessions').where('user_id', '=', userId).execute()
}

export async function deleteExpiredSessions(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('ext_sessions').where('expires_on', '<=', now).execute()
}
