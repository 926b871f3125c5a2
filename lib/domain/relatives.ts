import { listKin, type RepositoryRow } from '#db/repositories.ts'
import type { Permissions } from './permissions.ts'
import type { Site } from './site.ts'

/**
 * The forks of a repository, what it was forked from, and the other forks of that, by name: those that somebody may
 * read. Of a parent that is hidden nobody learns that two are its forks.
 */
export async function listRelatives(
  { db }: Pick<Site, 'db'>,
  permissions: Permissions,
  repository: RepositoryRow,
): Promise<readonly RepositoryRow[]> {
  const kin = (await listKin(db, repository)).filter(row => permissions.repository(row) !== 'none')
  const knowsParent = kin.some(({ id }) => id === repository.forkId)
  return kin.filter(({ forkId }) => knowsParent || forkId === repository.id)
}
