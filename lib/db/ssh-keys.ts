import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { parseMoment, parseMomentIfAny } from './values.ts'

/** A public key by which somebody comes through SSH. */
export interface SshKeyRow {
  readonly id: number
  readonly userId: number
  /** The line as it was pasted. */
  readonly line: string
  readonly description: string
  readonly fingerprint: string
  readonly createdOn: Date
  /** null for one that was never used. */
  readonly lastSeen: Date | null
}

/** The oldest first. */
export async function listSshKeys(db: Database, userId: number): Promise<readonly SshKeyRow[]> {
  const query = db.selectFrom('user_ssh_keys').selectAll().where('user_id', '=', userId)
  return (await query.orderBy('user_ssh_key_id').execute()).map(toKey)
}

export interface SshKeyOfUser extends SshKeyRow {
  readonly username: string
}

/** Of everybody who may come at all. */
export async function listActiveSshKeys(db: Database): Promise<readonly SshKeyOfUser[]> {
  const query = db.selectFrom('user_ssh_keys').innerJoin('users', 'users.user_id', 'user_ssh_keys.user_id')
  const rows = await query
    .selectAll('user_ssh_keys')
    .select('users.username')
    .where('users.active', '=', true)
    .orderBy('user_ssh_key_id')
    .execute()
  return rows.map(row => ({ ...toKey(row), username: row.username }))
}

/** Whose key it is. */
export async function findSshKeyOwner(db: Database, fingerprint: string): Promise<number | null> {
  const query = db.selectFrom('user_ssh_keys').select('user_id').where('fingerprint', '=', fingerprint)
  return (await query.executeTakeFirst())?.user_id ?? null
}

export type NewSshKey = Omit<SshKeyRow, 'id' | 'lastSeen'>

/** A key that somebody has is a conflict. */
export async function insertSshKey(db: Database, key: NewSshKey): Promise<void> {
  const row = {
    user_id: key.userId,
    public_key: key.line,
    description: key.description,
    fingerprint: key.fingerprint,
    created_on: key.createdOn,
  }
  await db.insertInto('user_ssh_keys').values(row).execute()
}

/** Whether this user had one. */
export async function deleteSshKey(db: Database, userId: number, fingerprint: string): Promise<boolean> {
  const query = db.deleteFrom('user_ssh_keys').where('user_id', '=', userId).where('fingerprint', '=', fingerprint)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}

function toKey(row: Selectable<Schema['user_ssh_keys']>): SshKeyRow {
  return {
    id: row.user_ssh_key_id,
    userId: row.user_id,
    line: row.public_key,
    description: row.description,
    fingerprint: row.fingerprint,
    createdOn: parseMoment(row.created_on),
    lastSeen: parseMomentIfAny(row.last_seen),
  }
}
