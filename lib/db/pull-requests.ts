import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { parseMoment } from './values.ts'

/** A branch, bookmark, tag or commit as it was when the request was made: `branch:default:4c353d…`. */
export interface RequestRef {
  readonly kind: 'branch' | 'book' | 'tag' | 'rev'
  readonly name: string
  readonly commit: string
}

export interface PullRequestRow {
  readonly id: number
  readonly title: string
  readonly description: string
  readonly closed: boolean
  readonly createdOn: Date
  readonly ownerId: number
  /** Commits of the source, oldest first. */
  readonly commits: readonly string[]
  readonly source: { readonly repositoryId: number; readonly ref: RequestRef }
  /** Its commit is the common ancestor, not the head of the target. */
  readonly target: { readonly repositoryId: number; readonly ref: RequestRef }
}

export async function findPullRequest(db: Database, id: number): Promise<PullRequestRow | undefined> {
  return (await findPullRequests(db, [id]))[0]
}

/** Those of these numbers that there are. */
export async function findPullRequests(db: Database, ids: readonly number[]): Promise<readonly PullRequestRow[]> {
  if (ids.length === 0) return []
  return (await newestFirst(db).where('pull_request_id', 'in', ids).execute()).map(toPullRequest)
}

/** Those into a repository, or from it; the newest first. */
export async function listPullRequestsOf(
  db: Database,
  repositoryId: number,
  side: 'into' | 'from',
): Promise<readonly PullRequestRow[]> {
  const column = side === 'into' ? 'other_repo_id' : 'org_repo_id'
  return (await newestFirst(db).where(column, '=', repositoryId).execute()).map(toPullRequest)
}

/** Those that somebody made, and those he is asked to review; the newest first. */
export async function listPullRequestsAround(db: Database, userId: number): Promise<readonly PullRequestRow[]> {
  const asked = db.selectFrom('pull_request_reviewers').select('pull_request_id').where('user_id', '=', userId)
  const query = newestFirst(db).where(({ eb, or }) =>
    or([eb('user_id', '=', userId), eb('pull_request_id', 'in', asked)]),
  )
  return (await query.execute()).map(toPullRequest)
}

/** Ids of the users who are asked to review, in the order they were asked. */
export async function listReviewers(
  db: Database,
  requests: readonly number[],
): Promise<readonly { readonly requestId: number; readonly userId: number }[]> {
  if (requests.length === 0) return []
  const query = db.selectFrom('pull_request_reviewers').select(['pull_request_id', 'user_id'])
  const rows = await query.where('pull_request_id', 'in', requests).orderBy('pull_requests_reviewers_id').execute()
  return rows.map(row => ({ requestId: row.pull_request_id, userId: row.user_id }))
}

function newestFirst(db: Database) {
  return db.selectFrom('pull_requests').selectAll().orderBy('created_on', 'desc').orderBy('pull_request_id', 'desc')
}

function toPullRequest(row: Selectable<Schema['pull_requests']>): PullRequestRow {
  return {
    id: row.pull_request_id,
    title: row.title,
    description: row.description,
    closed: row.status === 'closed',
    createdOn: parseMoment(row.created_on),
    ownerId: row.user_id,
    commits: row.revisions.split(':').filter(Boolean),
    source: { repositoryId: row.org_repo_id, ref: parseRef(row.org_ref) },
    target: { repositoryId: row.other_repo_id, ref: parseRef(row.other_ref) },
  }
}

/** A name may have colons in it. */
function parseRef(text: string): RequestRef {
  const [, kind = 'rev', name = '', commit = ''] = /^(branch|book|tag|rev):(.*):([0-9a-f]*)$/s.exec(text) ?? []
  return { kind: kind as RequestRef['kind'], name, commit } // one of the four that the pattern takes
}
