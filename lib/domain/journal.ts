import type { Database } from '#db/database.ts'
import { listFollowed, listFollowedPeople } from '#db/followers.ts'
import { type JournalRow, listJournalOf } from '#db/journal.ts'
import { findPullRequests } from '#db/pull-requests.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { UserRow } from '#db/users.ts'
import { parseJournalFilter } from './journal-filter.ts'
import { listVisible } from './repositories.ts'
import type { Site } from './site.ts'
import type { Visitor } from './visitor.ts'

export interface JournalEntry {
  readonly row: JournalRow
  /** Null where the account is gone. */
  readonly user: UserRow | null
  /** Null where it was about none, or about one that is gone. */
  readonly repository: RepositoryRow | null
  /** The fork that was made, where the visitor may read it. */
  readonly fork: RepositoryRow | null
  /** The repository that the pull request goes into, where the visitor may read it. */
  readonly target: RepositoryRow | null
}

export interface JournalPart {
  readonly filter: string
  readonly offset: number
  readonly limit: number
}

/**
 * What happened in the repositories that somebody follows, and what the people did whom he follows; the newest first.
 * Of repositories, only what he may read. What is about none, or about one that is gone, administrators alone see.
 */
export async function listFollowedJournal(
  site: Pick<Site, 'db'>,
  { user, permissions }: Pick<Visitor, 'user' | 'permissions'>,
  { filter, offset, limit }: JournalPart,
): Promise<readonly JournalEntry[]> {
  if (!user) return []
  const { repositories, owners } = await listVisible(site, permissions)
  const byId = new Map(repositories.map(repository => [repository.id, repository]))
  const byName = new Map(repositories.map(repository => [repository.name, repository]))
  const rows = await listJournalOf(site.db, {
    repositories: (await listFollowed(site.db, user.id)).filter(id => byId.has(id)),
    people: await listFollowedPeople(site.db, user.id),
    theirs: permissions.isAdmin ? null : [...byId.keys()],
    filter: parseJournalFilter(filter.slice(0, longestFilter)),
    offset,
    limit,
  })
  const targets = await findTargets(site.db, rows)
  return rows.map(row => ({
    row,
    user: owners.get(row.userId ?? 0) ?? null,
    repository: byId.get(row.repositoryId ?? 0) ?? null,
    fork: byName.get(/^\w+_forked_repo:(.*)$/s.exec(row.action)?.[1] ?? '') ?? null,
    target: byId.get(targets.get(requestIn(row)) ?? 0) ?? null,
  }))
}

/** The number of the pull request that was spoken of; 0 for none. */
function requestIn({ action }: JournalRow): number {
  return Number(/^user_\w+_pull_request:(\d{1,9})$/.exec(action)?.[1] ?? 0)
}

/** The repositories that pull requests go into, by their numbers. */
async function findTargets(db: Database, rows: readonly JournalRow[]): Promise<ReadonlyMap<number, number>> {
  const ids = new Set(rows.map(requestIn).filter(id => id > 0))
  const requests = await findPullRequests(db, [...ids])
  return new Map(requests.map(({ id, target }) => [id, target.repositoryId]))
}

const longestFilter = 500
