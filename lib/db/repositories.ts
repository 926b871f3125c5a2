import type { Insertable, Selectable, Updateable } from 'kysely'
import { type ChangesetCache, formatChangesetCache, parseChangesetCache } from './changeset-cache.ts'
import { type Database, transaction } from './database.ts'
import type { Schema } from './schema.ts'
import { whileUnchanged } from './unchanged.ts'
import { parseFlag, parseMoment } from './values.ts'

export type { ChangesetCache }

export interface RepositoryRow {
  readonly id: number
  /** With the groups it stands in: `group/project`. */
  readonly name: string
  readonly state: string
  readonly kind: 'git' | 'hg'
  readonly ownerId: number
  readonly private: boolean
  readonly statistics: boolean
  readonly downloads: boolean
  readonly description: string
  readonly createdOn: Date
  readonly updatedOn: Date
  /** `rev:tip`, `branch:x`, `book:x`, `tag:x`. */
  readonly landingRevision: string
  /** The newest commit when somebody looked last. */
  readonly changesetCache: ChangesetCache | null
  readonly forkId: number | null
  readonly groupId: number | null
  /** Where it is pulled from, with user name and password if these are needed. */
  readonly cloneUri: string | null
}

type Optional = 'changesetCache' | 'forkId' | 'groupId' | 'cloneUri'

export interface NewRepository extends Omit<RepositoryRow, 'id' | Optional>, Partial<Pick<RepositoryRow, Optional>> {}

export async function findRepositoryById(db: Database, id: number): Promise<RepositoryRow | undefined> {
  const row = await db.selectFrom('repositories').selectAll().where('repo_id', '=', id).executeTakeFirst()
  return row && toRepository(row)
}

/** By its full name, exactly. */
export async function findRepositoryByName(db: Database, name: string): Promise<RepositoryRow | undefined> {
  return (await findRepositoriesByName(db, [name]))[0]
}

/** Those of these full names that there are. */
export function findRepositoriesByName(db: Database, names: readonly string[]): Promise<readonly RepositoryRow[]> {
  return whileUnchanged(db, `repositories ${JSON.stringify(names)}`, async () =>
    (await db.selectFrom('repositories').selectAll().where('repo_name', 'in', names).execute()).map(toRepository),
  )
}

export async function listRepositories(db: Database): Promise<readonly RepositoryRow[]> {
  return (await db.selectFrom('repositories').selectAll().orderBy('repo_name').execute()).map(toRepository)
}

/** What was forked from a repository, what it was forked from, and what else was forked from that; by name. */
export async function listKin(
  db: Database,
  { id, forkId }: Pick<RepositoryRow, 'id' | 'forkId'>,
): Promise<readonly RepositoryRow[]> {
  const parents = forkId === null ? [id] : [id, forkId]
  const rows = await db
    .selectFrom('repositories')
    .selectAll()
    .where(({ or, eb }) => or([eb('fork_id', 'in', parents), eb('repo_id', 'in', parents)]))
    .where('repo_id', '!=', id)
    .orderBy('repo_name')
    .execute()
  return rows.map(toRepository)
}

/** A name that a repository has is a conflict. */
export async function insertRepository(db: Database, repository: NewRepository): Promise<RepositoryRow> {
  const query = db.insertInto('repositories').values(toColumns(repository)).returningAll()
  return toRepository(await query.executeTakeFirstOrThrow())
}

/** Changes what is given. */
export async function updateRepository(db: Database, id: number, change: Partial<NewRepository>): Promise<void> {
  if (Object.values(change).every(value => value === undefined)) return
  await db.updateTable('repositories').set(toColumns(change)).where('repo_id', '=', id).execute()
}

export async function saveChangesetCache(
  db: Database,
  id: number,
  changesetCache: ChangesetCache,
  updatedOn: Date,
): Promise<void> {
  await updateRepository(db, id, { changesetCache, updatedOn })
}

/** Removes a repository's row and all that is about it alone; its forks and the journal stay, without it. */
export async function deleteRepository(db: Database, id: number): Promise<void> {
  await transaction(db, async tx => {
    const requests = tx
      .selectFrom('pull_requests')
      .select('pull_request_id')
      .where(({ or, eb }) => or([eb('org_repo_id', '=', id), eb('other_repo_id', '=', id)]))
    const comments = tx
      .selectFrom('changeset_comments')
      .select('comment_id')
      .where(({ or, eb }) => or([eb('repo_id', '=', id), eb('pull_request_id', 'in', requests)]))
    await tx
      .deleteFrom('changeset_statuses')
      .where(({ or, eb }) =>
        or([eb('repo_id', '=', id), eb('changeset_comment_id', 'in', comments), eb('pull_request_id', 'in', requests)]),
      )
      .execute()
    await tx.deleteFrom('changeset_comments').where('comment_id', 'in', comments).execute()
    await tx.deleteFrom('pull_request_reviewers').where('pull_request_id', 'in', requests).execute()
    await tx.deleteFrom('pull_requests').where('pull_request_id', 'in', requests).execute()
    for (const table of ['repo_to_perm', 'users_group_repo_to_perm', 'statistics', 'repositories_fields'] as const) {
      await tx.deleteFrom(table).where('repository_id', '=', id).execute()
    }
    await tx.deleteFrom('user_followings').where('follows_repository_id', '=', id).execute()
    await tx.updateTable('user_logs').set({ repository_id: null }).where('repository_id', '=', id).execute()
    await tx.updateTable('repositories').set({ fork_id: null }).where('fork_id', '=', id).execute()
    await tx.deleteFrom('repositories').where('repo_id', '=', id).execute()
  })
}

function toRepository(row: Selectable<Schema['repositories']>): RepositoryRow {
  return {
    id: row.repo_id,
    name: row.repo_name,
    state: row.repo_state,
    kind: row.repo_type === 'git' ? 'git' : 'hg',
    ownerId: row.user_id,
    private: parseFlag(row.private),
    statistics: parseFlag(row.statistics),
    downloads: parseFlag(row.downloads),
    description: row.description,
    createdOn: parseMoment(row.created_on),
    updatedOn: parseMoment(row.updated_on),
    landingRevision: row.landing_revision,
    changesetCache: parseChangesetCache(row.changeset_cache),
    forkId: row.fork_id,
    groupId: row.group_id,
    cloneUri: row.clone_uri,
  }
}

function toColumns(repository: NewRepository): Insertable<Schema['repositories']>
function toColumns(repository: Partial<NewRepository>): Updateable<Schema['repositories']>
function toColumns(repository: Partial<NewRepository>): Updateable<Schema['repositories']> {
  return {
    repo_name: repository.name,
    repo_state: repository.state,
    repo_type: repository.kind,
    user_id: repository.ownerId,
    private: repository.private,
    statistics: repository.statistics,
    downloads: repository.downloads,
    description: repository.description,
    created_on: repository.createdOn,
    updated_on: repository.updatedOn,
    landing_revision: repository.landingRevision,
    changeset_cache: repository.changesetCache && formatChangesetCache(repository.changesetCache),
    fork_id: repository.forkId,
    group_id: repository.groupId,
    clone_uri: repository.cloneUri,
  }
}
