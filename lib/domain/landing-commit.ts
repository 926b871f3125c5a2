import type { RepositoryRow } from '#db/repositories.ts'
import { isProblem } from '#std/problem.ts'
import type { CommitId, Repository } from '#vcs/repository.ts'

export interface Landing {
  /** What the commit is called in addresses. */
  readonly name: string
  readonly commit: CommitId
}

/** Where a visitor of the repository arrives: what its settings say, else the newest commit; null in an empty one. */
export async function findLandingCommit(
  row: Pick<RepositoryRow, 'landingRevision'>,
  repository: Repository,
): Promise<Landing | null> {
  const tip = await repository.tip()
  if (!tip) return null
  const name = row.landingRevision.slice(row.landingRevision.indexOf(':') + 1)
  if (name === '' || name === 'tip') return { name: 'tip', commit: tip }
  try {
    return { name, commit: await repository.resolve(name) }
  } catch (caught) {
    if (isProblem(caught, 'not-found')) return { name: 'tip', commit: tip }
    throw caught
  }
}
