import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

const voteStates = ['not_reviewed', 'under_review', 'rejected', 'approved'] as const

export type VoteState = (typeof voteStates)[number]

/** What somebody thinks of a commit; a vote on a pull request has a row for each of its commits. */
export interface VoteRow {
  readonly commit: string
  readonly userId: number
  readonly state: VoteState
  /** The comment that carries it. */
  readonly commentId: number
  readonly requestId: number | null
}

/** The newest first. */
export async function listVotesOnRequests(db: Database, requests: readonly number[]): Promise<readonly VoteRow[]> {
  if (requests.length === 0) return []
  const query = db.selectFrom('changeset_statuses').selectAll().where('pull_request_id', 'in', requests)
  return (await query.orderBy('version').orderBy('changeset_status_id', 'desc').execute()).map(toVote)
}

/** All of a commit, the newest first. */
export async function listVotesOnCommit(
  db: Database,
  repositoryId: number,
  commit: string,
): Promise<readonly VoteRow[]> {
  const query = db.selectFrom('changeset_statuses').selectAll().where('revision', '=', commit)
  return (await query.where('repo_id', '=', repositoryId).orderBy('version').execute()).map(toVote)
}

/** The newest of each of these commits. */
export async function listLastVotes(
  db: Database,
  repositoryId: number,
  commits: readonly string[],
): Promise<readonly VoteRow[]> {
  if (commits.length === 0) return []
  const query = db.selectFrom('changeset_statuses').selectAll().where('repo_id', '=', repositoryId)
  return (await query.where('version', '=', 0).where('revision', 'in', commits).execute()).map(toVote)
}

function toVote(row: Selectable<Schema['changeset_statuses']>): VoteRow {
  return {
    commit: row.revision ?? '',
    userId: row.user_id,
    state: voteStates.find(state => state === row.status) ?? 'not_reviewed',
    commentId: row.changeset_comment_id,
    requestId: row.pull_request_id,
  }
}
