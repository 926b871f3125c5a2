import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'
import { formatExpiry, never, parseExpiry, parseMoment } from './values.ts'

/** As Kallithea makes them: 40 hex digits. */
export function makeKey(): string {
  return randomBytes(20).toString('hex')
}

/** Whose key it is: the one that every account has, else one that somebody made, while it lasts. */
export async function findKeyOwner(db: Database, key: string, now: Date): Promise<number | null> {
  const own = await db.selectFrom('users').select('user_id').where('api_key', '=', key).limit(1).execute()
  if (own[0]) return own[0].user_id
  const made = await db
    .selectFrom('user_api_keys')
    .select('user_id')
    .where('api_key', '=', key)
    .where(({ or, eb }) => or([eb('expires', '=', never), eb('expires', '>=', now.getTime() / 1000)]))
    .execute()
  return made[0]?.user_id ?? null
}

export interface KeyRow {
  readonly key: string
  readonly description: string
  /** Null lasts for ever. */
  readonly expires: Date | null
  readonly createdOn: Date
}

/** Those that somebody made beside the one of the account, the oldest first; also those that have expired. */
export async function listKeys(db: Database, userId: number): Promise<readonly KeyRow[]> {
  const query = db.selectFrom('user_api_keys').selectAll().where('user_id', '=', userId).orderBy('user_api_key_id')
  return (await query.execute()).map(row => ({
    key: row.api_key,
    description: row.description,
    expires: parseExpiry(row.expires),
    createdOn: parseMoment(row.created_on),
  }))
}

/** Whether there was one. */
export async function deleteKey(db: Database, userId: number, key: string): Promise<boolean> {
  const query = db.deleteFrom('user_api_keys').where('user_id', '=', userId).where('api_key', '=', key)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}

export interface NewKey extends KeyRow {
  readonly userId: number
}

export async function insertKey(db: Database, { userId, key, description, expires, createdOn }: NewKey): Promise<void> {
  const row = {
    user_id: userId,
    api_key: key,
    description,
    expires: formatExpiry(expires),
    created_on: createdOn,
  }
  await db.insertInto('user_api_keys').values(row).execute()
}
