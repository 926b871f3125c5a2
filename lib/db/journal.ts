import { type Expression, type ExpressionBuilder, type Selectable, sql, type SqlBool } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { parseMoment } from './values.ts'

/** Who did what. Names are kept beside ids: they outlive what they name. */
export interface JournalRow {
  readonly id: number
  readonly userId: number | null
  readonly username: string
  readonly repositoryId: number | null
  /** '' where it was about no repository. */
  readonly repositoryName: string
  readonly address: string | null
  readonly action: string
  readonly when: Date
}

export interface NewJournal {
  readonly user: { readonly id: number; readonly username: string }
  readonly repository: { readonly id: number; readonly name: string } | null
  /** In Kallithea's words, e.g. `started_following_repo`. */
  readonly action: string
  readonly address: string
  readonly when: Date
}

export async function addJournal(db: Database, { user, repository, action, address, when }: NewJournal): Promise<void> {
  const row = {
    user_id: user.id,
    username: user.username,
    repository_id: repository?.id ?? null,
    repository_name: repository?.name ?? '',
    user_ip: address,
    action,
    action_date: when,
  }
  await db.insertInto('user_logs').values(row).execute()
}

/** The oldest first. */
export async function listJournal(db: Database): Promise<readonly JournalRow[]> {
  return (await db.selectFrom('user_logs').selectAll().orderBy('user_log_id').execute()).map(toJournal)
}

/** What a row must say: a text, `*` for any letters, whatever their case; or when it was written. */
export type JournalTerm =
  | { readonly column: 'repository_name' | 'username' | 'action' | 'user_ip'; readonly pattern: string }
  | { readonly from: Date; readonly to: Date }

/** Any of these, each of them with all of those. */
export type JournalFilter = readonly (readonly JournalTerm[])[]

export interface JournalQuery {
  /** Only rows about one of these, whoever did it. */
  readonly repositories: readonly number[]
  /** Besides, what one of these did to one of those; null is anything. */
  readonly people: readonly number[]
  readonly theirs: readonly number[] | null
  readonly filter: JournalFilter
  readonly offset: number
  readonly limit: number
}

/** The newest first. */
export async function listJournalOf(db: Database, query: JournalQuery): Promise<readonly JournalRow[]> {
  const { repositories, people, theirs, filter, offset, limit } = query
  const rows = await db
    .selectFrom('user_logs')
    .selectAll()
    .where(({ eb, or, and }) =>
      or([
        isOneOf(eb, 'repository_id', repositories),
        and([isOneOf(eb, 'user_id', people), ...(theirs ? [isOneOf(eb, 'repository_id', theirs)] : [])]),
      ]),
    )
    .where(({ eb, or, and }) =>
      filter.length === 0 ? eb.lit(true) : or(filter.map(all => and(all.map(term => fits(eb, term))))),
    )
    .orderBy('action_date', 'desc')
    .orderBy('user_log_id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map(toJournal)
}

type Builder = ExpressionBuilder<Schema, 'user_logs'>

function isOneOf(eb: Builder, column: 'repository_id' | 'user_id', ids: readonly number[]): Expression<SqlBool> {
  return ids.length === 0 ? eb.lit(false) : eb(column, 'in', ids)
}

function fits(eb: Builder, term: JournalTerm): Expression<SqlBool> {
  if ('from' in term) return eb.and([eb('action_date', '>=', term.from), eb('action_date', '<', term.to)])
  const column = eb.fn<string>('lower', [term.column])
  const wanted = term.pattern.toLowerCase()
  if (!wanted.includes('*')) return eb(column, '=', wanted)
  const pattern = wanted.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%')
  return sql<SqlBool>`${column} like ${pattern} escape '\\'`
}

function toJournal(row: Selectable<Schema['user_logs']>): JournalRow {
  return {
    id: row.user_log_id,
    userId: row.user_id,
    username: row.username,
    repositoryId: row.repository_id,
    repositoryName: row.repository_name,
    address: row.user_ip,
    action: row.action,
    when: parseMoment(row.action_date),
  }
}
