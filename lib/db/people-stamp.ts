import { createHash } from 'node:crypto'
import type { Database } from './database.ts'
import { whileUnchanged } from './unchanged.ts'

/** Changes when any name or address of an account does. */
export function readPeopleStamp(db: Database): Promise<string> {
  return whileUnchanged(db, 'shown people', () => readStamp(db))
}

async function readStamp(db: Database): Promise<string> {
  const users = await db
    .selectFrom('users')
    .select(['user_id', 'username', 'firstname', 'lastname', 'email'])
    .orderBy('user_id')
    .execute()
  const further = await db.selectFrom('user_email_map').select(['user_id', 'email']).orderBy('email_id').execute()
  return createHash('sha256')
    .update(JSON.stringify([users, further]))
    .digest('base64url')
}
