import type { CommentRow } from '#db/comments.ts'
import { whileUnchanged } from '#db/unchanged.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import type { VoteRow, VoteState } from '#db/votes.ts'
import type { Site } from './site.ts'

export interface Comment extends CommentRow {
  readonly author: UserRow | null
  /** The vote it carries. */
  readonly vote: VoteState | null
}

/** Comments with who wrote them and how he voted; those without words and vote are left out. */
export function joinComments(
  rows: readonly CommentRow[],
  users: ReadonlyMap<number, UserRow>,
  votes: readonly VoteRow[],
): readonly Comment[] {
  const states = new Map(votes.map(({ commentId, state }) => [commentId, state]))
  return rows
    .map(row => ({ ...row, author: users.get(row.authorId) ?? null, vote: states.get(row.id) ?? null }))
    .filter(({ text, vote }) => text !== '' || vote !== null)
}

export function usersById({ db }: Pick<Site, 'db'>): Promise<ReadonlyMap<number, UserRow>> {
  return whileUnchanged(db, 'users by id', async () => new Map((await listUsers(db)).map(user => [user.id, user])))
}
