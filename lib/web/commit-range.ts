import type { Commit, CommitId, Refs, Repository } from '#vcs/repository.ts'
import { peopleOf, readCommits, readNumbers, readReviews, type Reviews } from './commits.ts'
import { beginning, type DiffChoices, diffOptions, readDiffChoices } from './diff-choices.ts'
import { diffLimit, readDiff, type ShownDiff } from './diff-reading.ts'
import { diffSource } from './diff-source.ts'
import { commitNamed, ifThere } from './revision.ts'
import type { People } from './ui/author.ts'
import type { Numbers } from './ui/commit-line.ts'
import type { RepositoryVisit } from './visit.ts'

/** Commits from one to another, by their numbers. */
export interface CommitRange {
  readonly first: number
  readonly last: number
}

/** `A...B` in place of one revision; null where the address names only one. */
export async function findRange(visit: RepositoryVisit, revision: string): Promise<CommitRange | null> {
  const [, from, to] = /^(.+?)\.\.\.(.+)$/s.exec(revision) ?? []
  if (from === undefined || to === undefined) return null
  const ends = [await commitNamed(visit, from), await commitNamed(visit, to)]
  const numbers = await Promise.all(ends.map(id => visit.vcs.numberOf(id)))
  return { first: Math.min(...numbers), last: Math.max(...numbers) }
}

/** The first `most` commits of a range, oldest first. */
export async function listRange(vcs: Repository, { first, last }: CommitRange, most: number): Promise<CommitId[]> {
  const found: CommitId[] = []
  for (let number = first; number <= last && found.length < most; number++) {
    const id = await ifThere(() => vcs.byNumber(number)) // not the number of a commit that is hidden
    if (id !== null) found.push(id)
  }
  return found
}

/** Several commits on one page. */
export interface ShownRange {
  readonly commits: readonly ChangedBy[]
  /** Where the page of those begins that did not fit; null where all did. */
  readonly next: CommitId | null
  readonly choices: DiffChoices
  readonly refs: Refs
  readonly people: People
  readonly numbers: Numbers
  readonly reviews: Reviews
}

export interface ChangedBy {
  readonly commit: Commit
  readonly diff: ShownDiff
}

/** Each of them costs a process. */
const mostShown = 50

export async function readRange(visit: RepositoryVisit, range: CommitRange): Promise<ShownRange> {
  const { vcs, site } = visit
  const listed = await listRange(vcs, range, mostShown + 1)
  const ids = listed.slice(0, mostShown)
  const commits = [...(await readCommits(vcs, ids)).values()]
  const choices = readDiffChoices(visit.query)
  const [refs, people, numbers, reviews, changes] = await Promise.all([
    vcs.refs(),
    peopleOf(site, commits),
    readNumbers(visit, ids),
    readReviews(visit, ids),
    readChanges(visit, commits, choices),
  ])
  return { commits: changes, next: listed[mostShown] ?? null, choices, refs, people, numbers, reviews }
}

/** What each of the commits changed; where the page is full, only the files. */
async function readChanges(
  { vcs, site }: RepositoryVisit,
  commits: readonly Commit[],
  choices: DiffChoices,
): Promise<readonly ChangedBy[]> {
  let limit = diffLimit(choices.everything, site.config.cutOffLimit)
  const changes: ChangedBy[] = []
  for (const commit of commits) {
    const source = diffSource(vcs, [commit.parents[0] ?? null, commit.id], diffOptions(choices))
    const diff = await readDiff(source, beginning, limit)
    changes.push({ commit, diff })
    limit = { ...limit, cost: diff.next ? 0 : limit.cost - diff.cost }
  }
  return changes
}
