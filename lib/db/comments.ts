import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { parseMoment } from './values.ts'

/** What was said of a pull request, or of a line of its diff. */
export interface CommentRow {
  readonly id: number
  readonly authorId: number
  readonly text: string
  readonly createdOn: Date
  /** null where it is about the whole. */
  readonly place: { readonly path: string; readonly side: 'old' | 'new'; readonly line: number } | null
}

/** The oldest first. */
export async function listCommentsOnRequest(db: Database, requestId: number): Promise<readonly CommentRow[]> {
  const query = db.selectFrom('changeset_comments').selectAll().where('pull_request_id', '=', requestId)
  return (await query.orderBy('comment_id').execute()).map(toComment)
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
    place: placeOf(row.f_path, row.line_no),
  }
}

function placeOf(path: string | null, line: string | null): CommentRow['place'] {
  const [, side, number] = /^([no])(\d+)$/.exec(line ?? '') ?? []
  return path === null || number === undefined
    ? null
    : { path, side: side === 'n' ? 'new' : 'old', line: Number(number) }
}
