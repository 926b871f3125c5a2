import { type Database, transaction } from './database.ts'
import { parseMoment } from './values.ts'

/** That somebody signed on in a week, from there, in this way; the first time of each is kept. */
export interface SignOnNote {
  /** The Monday of the week: `2026-11-23`. */
  readonly week: string
  readonly userId: number
  readonly address: string
  readonly kind: string
  /** What the computer calls itself, and the program that asked; '' where they did not say. */
  readonly computer: string
  readonly agent: string
  readonly when: Date
}

type Key = Pick<SignOnNote, 'week' | 'userId' | 'address' | 'kind'>

export async function hasSignOn(db: Database, { week, userId, address, kind }: Key): Promise<boolean> {
  const found = await db
    .selectFrom('ext_sign_ons')
    .select('week')
    .where('week', '=', week)
    .where('user_id', '=', userId)
    .where('address', '=', address)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return found !== undefined
}

/** Keeps the note unless there is one, or there are `most` of this user in this week; forgets what is older. */
export async function keepSignOn(
  db: Database,
  note: SignOnNote,
  { most, since }: { readonly most: number; readonly since: string },
): Promise<void> {
  const { userId, when, ...rest } = note
  await transaction(db, async tx => {
    if (await hasSignOn(tx, note)) return
    await tx.deleteFrom('ext_sign_ons').where('week', '<', since).execute()
    const { count } = await tx
      .selectFrom('ext_sign_ons')
      .select(tx.fn.countAll().as('count'))
      .where('week', '=', note.week)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
    if (Number(count) >= most) return
    await tx
      .insertInto('ext_sign_ons')
      .values({ user_id: userId, noted_on: when, ...rest })
      .execute()
  })
}

/** The newest week first. */
export async function listSignOns(db: Database): Promise<readonly SignOnNote[]> {
  const rows = await db
    .selectFrom('ext_sign_ons')
    .selectAll()
    .orderBy('week', 'desc')
    .orderBy('user_id')
    .orderBy('address')
    .orderBy('kind')
    .execute()
  return rows.map(({ user_id, noted_on, ...rest }) => ({ ...rest, userId: user_id, when: parseMoment(noted_on) }))
}

export async function deleteSignOnsOfUser(db: Database, userId: number): Promise<void> {
  await db.deleteFrom('ext_sign_ons').where('user_id', '=', userId).execute()
}

/** Kallithea deletes its users without a thought of our tables. */
export async function sweepSignOns(db: Database): Promise<void> {
  await db.deleteFrom('ext_sign_ons').where('user_id', 'not in', db.selectFrom('users').select('user_id')).execute()
}
