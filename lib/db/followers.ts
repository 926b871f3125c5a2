import { type Database, transaction } from './database.ts'
import { parseMoment } from './values.ts'

/** What somebody follows: a repository, or a person. */
export type Followed = { readonly repositoryId: number } | { readonly personId: number }

export type Following = Followed & { readonly userId: number; readonly when: Date }

/** Who follows already goes on. */
export async function follow(db: Database, { userId, when, ...what }: Following): Promise<void> {
  const { column, id } = placeOf(what)
  const row = { user_id: userId, follows_repository_id: null, follows_user_id: null, follows_from: when, [column]: id }
  await transaction(db, async tx => {
    if (!(await isFollowing(tx, userId, what))) await tx.insertInto('user_followings').values(row).execute()
  })
}

export async function unfollow(db: Database, userId: number, what: Followed): Promise<void> {
  const { column, id } = placeOf(what)
  await db.deleteFrom('user_followings').where('user_id', '=', userId).where(column, '=', id).execute()
}

export async function isFollowing(db: Database, userId: number, what: Followed): Promise<boolean> {
  const { column, id } = placeOf(what)
  const own = db.selectFrom('user_followings').select('user_following_id').where('user_id', '=', userId)
  return (await own.where(column, '=', id).execute()).length > 0
}

function placeOf(what: Followed) {
  return 'repositoryId' in what
    ? ({ column: 'follows_repository_id', id: what.repositoryId } as const)
    : ({ column: 'follows_user_id', id: what.personId } as const)
}

export interface Follower {
  readonly userId: number
  readonly since: Date
}

/** Who follows a repository, the first of them first. */
export async function listFollowings(db: Database, repositoryId: number): Promise<readonly Follower[]> {
  const query = db.selectFrom('user_followings').select(['user_id', 'follows_from'])
  const rows = await query.where('follows_repository_id', '=', repositoryId).orderBy('user_following_id').execute()
  return rows.map(row => ({ userId: row.user_id, since: parseMoment(row.follows_from) }))
}

/** Ids of the people that somebody follows. */
export async function listFollowedPeople(db: Database, userId: number): Promise<readonly number[]> {
  const query = db.selectFrom('user_followings').select('follows_user_id').where('user_id', '=', userId)
  return (await query.execute()).flatMap(row => row.follows_user_id ?? [])
}

/** Ids of the users that follow a repository; the default user among them puts it in the public journal. */
export async function listFollowers(db: Database, repositoryId: number): Promise<readonly number[]> {
  return (await listFollowings(db, repositoryId)).map(({ userId }) => userId)
}

/** Ids of the repositories that somebody follows, the latest first. */
export async function listFollowed(db: Database, userId: number): Promise<readonly number[]> {
  const query = db
    .selectFrom('user_followings')
    .select('follows_repository_id')
    .where('user_id', '=', userId)
    .where('follows_repository_id', 'is not', null)
    .orderBy('user_following_id', 'desc')
  return (await query.execute()).flatMap(row => row.follows_repository_id ?? [])
}
