import { listFollowed } from '#db/followers.ts'
import { type GroupRow, listGroups } from '#db/repository-groups.ts'
import { listKin, listRepositories, type RepositoryRow } from '#db/repositories.ts'
import { listUsers, type UserRow } from '#db/users.ts'
import type { Permissions } from './permissions.ts'
import { findAddressed } from './repository-names.ts'
import type { Site } from './site.ts'

export interface VisibleRepositories {
  readonly groups: readonly GroupRow[]
  readonly repositories: readonly RepositoryRow[]
  /** For every group, seen or not, the one it stands in. */
  readonly parents: ReadonlyMap<number, number | null>
  readonly owners: ReadonlyMap<number, UserRow>
}

/** The repositories and groups that somebody may read. */
export async function listVisible({ db }: Pick<Site, 'db'>, permissions: Permissions): Promise<VisibleRepositories> {
  const groups = await listGroups(db)
  const repositories = await listRepositories(db)
  const users = await listUsers(db)
  return {
    groups: groups.filter(group => permissions.group(group) !== 'none'),
    repositories: repositories.filter(repository => permissions.repository(repository) !== 'none'),
    parents: new Map(groups.map(({ id, parentId }) => [id, parentId])),
    owners: new Map(users.map(user => [user.id, user])),
  }
}

/** Of those, the ones that somebody follows. */
export async function listWatched(
  { db }: Pick<Site, 'db'>,
  { repositories }: VisibleRepositories,
  user: UserRow,
): Promise<readonly RepositoryRow[]> {
  const followed = new Set(await listFollowed(db, user.id))
  return repositories.filter(({ id }) => followed.has(id))
}

/** The repository of this name, or of `_<id>`, if somebody may read it; null for what is hidden as for what is not. */
export async function findReadable(
  site: Pick<Site, 'db'>,
  permissions: Permissions,
  name: string,
): Promise<RepositoryRow | null> {
  const segments = name.split('/')
  const found = await findAddressed(site, segments)
  if (!found || !('repository' in found) || found.length !== segments.length) return null
  return permissions.repository(found.repository) === 'none' ? null : found.repository
}

/** The forks of a repository that somebody may read. */
export async function listForksOf(
  { db }: Pick<Site, 'db'>,
  repository: RepositoryRow,
  permissions: Permissions,
): Promise<readonly RepositoryRow[]> {
  const forks = (await listKin(db, repository)).filter(({ forkId }) => forkId === repository.id)
  return forks.filter(fork => permissions.repository(fork) !== 'none')
}
