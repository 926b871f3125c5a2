import type { Database } from './database.ts'

/** Expires never. */
const never = -1

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

export interface NewKey {
  readonly userId: number
  readonly key: string
  readonly description: string
  /** Null lasts for ever. */
  readonly expires: Date | null
  readonly createdOn: Date
}

export async function insertKey(db: Database, { userId, key, description, expires, createdOn }: NewKey): Promise<void> {
  const row = {
    user_id: userId,
    api_key: key,
    description,
    expires: expires ? expires.getTime() / 1000 : never,
    created_on: createdOn,
  }
  await db.insertInto('user_api_keys').values(row).execute()
}
