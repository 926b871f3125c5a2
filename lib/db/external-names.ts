import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { parseFlag, parseMoment } from './values.ts'

/** A name, domain and all, under which the host knows somebody, and the account that it leads to. */
export interface ExternalName {
  readonly userId: number
  /** As the host spells it. */
  readonly name: string
  /** False: it asked to come in, and waits for an administrator's word. */
  readonly allowed: boolean
  /** From where it came when it was noted. */
  readonly address: string
  readonly when: Date
}

/** The oldest first. */
export async function listNamesOfUser(db: Database, userId: number): Promise<readonly ExternalName[]> {
  const all = db.selectFrom('ext_external_names').selectAll().where('user_id', '=', userId)
  return (await all.orderBy('noted_on').orderBy('name').execute()).map(toName)
}

/** The oldest first. Users may be gone. */
export async function listExternalNames(db: Database): Promise<readonly ExternalName[]> {
  const all = db.selectFrom('ext_external_names').selectAll()
  return (await all.orderBy('noted_on').orderBy('name').execute()).map(toName)
}

/** Takes the place of what was noted of this name and this account. */
export async function saveExternalName(db: Database, { userId, name, when, ...rest }: ExternalName): Promise<void> {
  await deleteExternalName(db, { userId, name })
  await db
    .insertInto('ext_external_names')
    .values({ user_id: userId, name, noted_on: when, ...rest })
    .execute()
}

export async function deleteExternalName(
  db: Database,
  { userId, name }: Pick<ExternalName, 'userId' | 'name'>,
): Promise<void> {
  await db.deleteFrom('ext_external_names').where('user_id', '=', userId).where('name', '=', name).execute()
}

export async function deleteNamesOfUser(db: Database, userId: number): Promise<void> {
  await db.deleteFrom('ext_external_names').where('user_id', '=', userId).execute()
}

/** Kallithea deletes its users without a thought of our tables. */
export async function sweepExternalNames(db: Database): Promise<void> {
  await db
    .deleteFrom('ext_external_names')
    .where('user_id', 'not in', db.selectFrom('users').select('user_id'))
    .execute()
}

function toName(row: Selectable<Schema['ext_external_names']>): ExternalName {
  return {
    userId: row.user_id,
    name: row.name,
    allowed: parseFlag(row.allowed),
    address: row.address,
    when: parseMoment(row.noted_on),
  }
}
