import { type ChangesetCache, type RepositoryRow, saveChangesetCache } from '#db/repositories.ts'
import type { Commit, Repository } from '#vcs/repository.ts'
import type { Site } from './site.ts'

/** Remembers the newest commit beside the row, for the lists that show it. Written only when it is another one. */
export async function refreshChangesetCache(
  { db }: Pick<Site, 'db'>,
  row: RepositoryRow,
  vcs: Repository,
): Promise<void> {
  const tip = await vcs.tip()
  if (tip === null || tip === row.changesetCache?.rawId) return
  const commit = await vcs.commit(tip)
  await saveChangesetCache(db, row.id, cacheOf(commit, await vcs.numberOf(tip)), commit.date)
}

function cacheOf(commit: Commit, number: number): ChangesetCache {
  return {
    shortId: commit.id.slice(0, 12),
    rawId: commit.id,
    revision: number,
    message: commit.message,
    date: localTime(commit.date),
    author: commit.author,
  }
}

/** As Kallithea writes it: the server's own time, without its zone. */
function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 19)
}
