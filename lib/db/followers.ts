import { type Database, transaction } from './database.ts'

export interface Following {
  readonly userId: number
  readonly repositoryId: number
  readonly when: Date
}

/** Who follows already goes on. */
export async function follow(db: Database, { userId, repositoryId, when }: Following): Promise<void> {
  await transaction(db, async tx => {
    if ((await listFollowers(tx, repositoryId)).includes(userId)) return
    await tx
      .insertInto('user_followings')
      .values({ user_id: userId, follows_repository_id: repositoryId, follows_user_id: null, follows_from: when })
      .execute()
  })
}

/** Ids of the users that follow a repository; the default user among them puts it in the public journal. */
export async function listFollowers(db: Database, repositoryId: number): Promise<readonly number[]> {
  const query = db.selectFrom('user_followings').select('user_id').where('follows_repository_id', '=', repositoryId)
  return (await query.orderBy('user_following_id').execute()).map(row => row.user_id)
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
