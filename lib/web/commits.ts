import { type CommitReview, listCommitReviews } from '#domain/commit-reviews.ts'
import { findPeople } from '#domain/people.ts'
import type { Site } from '#domain/site.ts'
import type { Commit, CommitId, Repository } from '#vcs/repository.ts'
import type { People } from './ui/author.ts'
import type { Numbers } from './ui/commit-line.ts'
import type { RepositoryVisit } from './visit.ts'

/** Commits by their ids, each read once. */
export async function readCommits(vcs: Repository, ids: Iterable<CommitId>): Promise<ReadonlyMap<CommitId, Commit>> {
  const wanted = [...new Set(ids)]
  const commits = await Promise.all(wanted.map(id => vcs.commit(id)))
  return new Map(commits.map(commit => [commit.id, commit]))
}

/** The accounts of everybody who wrote or committed these. */
export function peopleOf(site: Pick<Site, 'db'>, commits: Iterable<Commit>): Promise<People> {
  return findPeople(
    site,
    [...commits].flatMap(commit => [commit.author, commit.committer]),
  )
}

/** What people think of commits, by their ids; those alone that something was said or thought of. */
export type Reviews = ReadonlyMap<string, CommitReview>

export function readReviews(
  { site, repository, visitor }: Pick<RepositoryVisit, 'site' | 'repository' | 'visitor'>,
  commits: readonly CommitId[],
): Promise<Reviews> {
  return listCommitReviews(site, { repository, permissions: visitor.permissions }, commits)
}

/** Kallithea's numbers of commits; none where the configuration does not show them. */
export async function readNumbers(
  { vcs, site }: { readonly vcs: Repository; readonly site: Pick<Site, 'config'> },
  ids: readonly CommitId[],
): Promise<Numbers> {
  if (!site.config.showRevisionNumber) return new Map()
  return new Map(await Promise.all(ids.map(async id => [id, await vcs.numberOf(id)] as const)))
}

/** The first `count` of a list that is still being made, without waiting for the rest. */
export async function takeFirst<Value>(values: AsyncIterable<Value>, count: number): Promise<Value[]> {
  const taken: Value[] = []
  if (count === 0) return taken
  for await (const value of values) {
    taken.push(value)
    if (taken.length >= count) break
  }
  return taken
}

/** What takes longer than this is left for the next visit: the page says so in its place. */
export async function withinTime<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(resolve => {
    timer = setTimeout(resolve, milliseconds, null)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => {}) // nobody is left to hear of it
  }
}
