import { type RepositoryRow, saveChangesetCache } from '#db/repositories.ts'
import type { Repository } from '#vcs/repository.ts'
import { describeChangeset } from './changesets.ts'
import type { Site } from './site.ts'

/** Remembers the newest commit beside the row, for the lists that show it. Written only when it is another one. */
export async function refreshChangesetCache(
  { db }: Pick<Site, 'db'>,
  row: RepositoryRow,
  live: Repository,
): Promise<void> {
  const vcs = await live.steady()
  const tip = await vcs.tip()
  if (tip === null || tip === row.changesetCache?.rawId) return
  const commit = await vcs.commit(tip)
  await saveChangesetCache(db, row.id, await describeChangeset(vcs, commit), commit.date)
}
