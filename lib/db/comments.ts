import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { parseMoment } from './values.ts'

/** What was said of a commit, of a pull request, or of a line of either's diff. */
export interface CommentRow {
  readonly id: number
  readonly authorId: number
  readonly text: string
  readonly createdOn: Date
  /** null for one of a commit. */
  readonly requestId: number | null
  /** null where it is about the whole. */
  readonly place: { readonly path: string; readonly side: 'old' | 'new'; readonly line: number } | null
}

/** The oldest first. */
export async function listCommentsOnRequest(db: Database, requestId: number): Promise<readonly CommentRow[]> {
  const query = db.selectFrom('changeset_comments').selectAll().where('pull_request_id', '=', requestId)
  return (await query.orderBy('comment_id').execute()).map(toComment)
}

/** What was said of a commit itself, the oldest first. */
export async function listCommentsOnCommit(
  db: Database,
  repositoryId: number,
  commit: string,
): Promise<readonly CommentRow[]> {
  const query = db.selectFrom('changeset_comments').selectAll().where('revision', '=', commit)
  return (await query.where('repo_id', '=', repositoryId).orderBy('comment_id').execute()).map(toComment)
}

/** Those of these numbers that there are, the oldest first. */
export async function findComments(db: Database, ids: readonly number[]): Promise<readonly CommentRow[]> {
  if (ids.length === 0) return []
  const query = db.selectFrom('changeset_comments').selectAll().where('comment_id', 'in', ids)
  return (await query.orderBy('comment_id').execute()).map(toComment)
}

/** How many comments with words each of these commits has. */
export async function countCommentsOnCommits(
  db: Database,
  repositoryId: number,
  commits: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (commits.length === 0) return new Map()
  const rows = await db
    .selectFrom('changeset_comments')
    .select(({ fn }) => ['revision', fn.countAll<number>().as('count')])
    .where('repo_id', '=', repositoryId)
    .where('revision', 'in', commits)
    .where('text', '!=', '')
    .groupBy('revision')
    .execute()
  return new Map(rows.map(row => [row.revision ?? '', Number(row.count)]))
}

/** How many comments with words each of these requests has. */
export async function countCommentsOnRequests(
  db: Database,
  requests: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (requests.length === 0) return new Map()
  const rows = await db
    .selectFrom('changeset_comments')
    .select(({ fn }) => ['pull_request_id', fn.countAll<number>().as('count')])
    .where('pull_request_id', 'in', requests)
    .where('text', '!=', '')
    .groupBy('pull_request_id')
    .execute()
  return new Map(rows.map(row => [row.pull_request_id ?? 0, Number(row.count)]))
}

function toComment(row: Selectable<Schema['changeset_comments']>): CommentRow {
  return {
    id: row.comment_id,
    authorId: row.user_id,
    text: row.text,
    createdOn: parseMoment(row.created_on),
    requestId: row.pull_request_id,
    place: placeOf(row.f_path, row.line_no),
  }
}

function placeOf(path: string | null, line: string | null): CommentRow['place'] {
  const [, side, number] = /^([no])(\d+)$/.exec(line ?? '') ?? []
  return path === null || number === undefined
    ? null
    : { path, side: side === 'n' ? 'new' : 'old', line: Number(number) }
}
