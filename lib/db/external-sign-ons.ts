import { type Database, transaction } from './database.ts'
import { parseMoment } from './values.ts'

/** When and from where an account from outside that may not come in yet asked last. */
export interface ExternalSignOn {
  readonly userId: number
  readonly address: string
  /** As the host spells it. */
  readonly name: string
  readonly when: Date
}

/** One note a user: the last one counts. */
export async function noteExternalSignOn(
  db: Database,
  userId: number,
  { address, name, when }: Omit<ExternalSignOn, 'userId'>,
): Promise<void> {
  await transaction(db, async tx => {
    await forgetExternalSignOn(tx, userId)
    await tx.insertInto('ext_external_sign_ons').values({ user_id: userId, address, name, noted_on: when }).execute()
  })
}

export async function forgetExternalSignOn(db: Database, userId: number): Promise<void> {
  await db.deleteFrom('ext_external_sign_ons').where('user_id', '=', userId).execute()
}

/** The newest first. Users may be gone. */
export async function listExternalSignOns(db: Database): Promise<readonly ExternalSignOn[]> {
  const rows = await db.selectFrom('ext_external_sign_ons').selectAll().orderBy('noted_on', 'desc').execute()
  return rows.map(row => ({
    userId: row.user_id,
    address: row.address,
    name: row.name,
    when: parseMoment(row.noted_on),
  }))
}
