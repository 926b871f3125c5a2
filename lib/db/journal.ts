import type { Selectable } from 'kysely'
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
