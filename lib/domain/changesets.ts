import type { ChangesetCache } from '#db/repositories.ts'
import { formatLocal } from '#std/local-time.ts'
import type { Commit, Repository } from '#vcs/repository.ts'

/** What Kallithea tells of a commit, to programs and beside the row of a repository. */
export async function describeChangeset(
  vcs: Pick<Repository, 'numberOf'>,
  { id, message, date, author }: Pick<Commit, 'id' | 'message' | 'date' | 'author'>,
): Promise<ChangesetCache> {
  const revision = await vcs.numberOf(id)
  return { shortId: id.slice(0, 12), rawId: id, revision, message, date: formatLocal(date), author }
}
