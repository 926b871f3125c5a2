import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { formatExpiry, never, parseExpiry, parseMoment } from './values.ts'

/** A few files that somebody put down; they lie in a repository of their own. */
export interface GistRow {
  readonly id: number
  /** In its address: the number of a public one, letters that nobody can guess of a private one. */
  readonly accessId: string
  readonly description: string
  readonly ownerId: number
  /** Null lasts for ever. */
  readonly expires: Date | null
  readonly kind: GistKind
  readonly createdOn: Date
}

export type GistKind = 'public' | 'private'

export type NewGist = Omit<GistRow, 'id'>

/** By the words of its address, exactly, while it lasts. */
export async function findGist(db: Database, accessId: string, now: Date): Promise<GistRow | undefined> {
  const rows = await lasting(db, now).where('gist_access_id', '=', accessId).orderBy('gist_id').limit(1).execute()
  return rows[0] && toGist(rows[0])
}

export interface GistQuery {
  readonly kinds: readonly GistKind[]
  /** Everybody's unless told. */
  readonly ownerId?: number
  readonly now: Date
  readonly offset: number
  readonly limit: number
}

/** Those that last, the newest first. */
export async function listGists(db: Database, query: GistQuery): Promise<readonly GistRow[]> {
  const { kinds, ownerId, now, offset, limit } = query
  const some = lasting(db, now).where('gist_type', 'in', kinds)
  const own = ownerId === undefined ? some : some.where('user_id', '=', ownerId)
  const newest = own.orderBy('created_on', 'desc').orderBy('gist_id', 'desc')
  return (await newest.offset(offset).limit(limit).execute()).map(toGist)
}

export async function insertGist(db: Database, gist: NewGist): Promise<GistRow> {
  const values = {
    gist_access_id: gist.accessId,
    gist_description: gist.description,
    user_id: gist.ownerId,
    gist_expires: formatExpiry(gist.expires),
    gist_type: gist.kind,
    created_on: gist.createdOn,
    modified_at: gist.createdOn,
  }
  return toGist(await db.insertInto('gists').values(values).returningAll().executeTakeFirstOrThrow())
}

function lasting(db: Database, now: Date) {
  return db
    .selectFrom('gists')
    .selectAll()
    .where(({ or, eb }) => or([eb('gist_expires', '=', never), eb('gist_expires', '>=', now.getTime() / 1000)]))
}

function toGist(row: Selectable<Schema['gists']>): GistRow {
  return {
    id: row.gist_id,
    accessId: row.gist_access_id,
    description: row.gist_description,
    ownerId: row.user_id,
    expires: parseExpiry(row.gist_expires),
    kind: row.gist_type === 'public' ? 'public' : 'private',
    createdOn: parseMoment(row.created_on),
  }
}
