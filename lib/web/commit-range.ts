import type { Commit, CommitId, FileDiff, Refs, Repository } from '#vcs/repository.ts'
import { peopleOf, readCommits, readNumbers, readReviews, type Reviews } from './commits.ts'
import { type DiffChoices, diffOptions, readDiffChoices } from './diff-choices.ts'
import { readDiff, type ShownDiff, type ShownFile } from './diff-reading.ts'
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
  /** Of all of them, one after the other. */
  readonly diff: ShownDiff
  readonly choices: DiffChoices
  readonly refs: Refs
  readonly people: People
  readonly numbers: Numbers
  readonly reviews: Reviews
}

export interface ChangedBy {
  readonly commit: Commit
  /** How many files the commits before it changed. */
  readonly before: number
  readonly files: readonly ShownFile[]
}

/** Each of them costs a process. */
const mostShown = 50

export async function readRange(visit: RepositoryVisit, range: CommitRange): Promise<ShownRange> {
  const { vcs, site } = visit
  const listed = await listRange(vcs, range, mostShown + 1)
  const ids = listed.slice(0, mostShown)
  const commits = [...(await readCommits(vcs, ids)).values()]
  const choices = readDiffChoices(visit.query)
  const counts = new Map<CommitId, number>()
  const [refs, people, numbers, reviews, diff] = await Promise.all([
    vcs.refs(),
    peopleOf(site, commits),
    readNumbers(visit, ids),
    readReviews(visit, ids),
    readDiff(diffsOf(vcs, commits, choices, counts), choices.everything ? null : site.config.cutOffLimit),
  ])
  let end = 0
  const changes = commits.map(commit => {
    const before = end
    end += counts.get(commit.id) ?? 0
    return { commit, before, files: diff.files.slice(before, end) }
  })
  return { commits: changes, next: listed[mostShown] ?? null, diff, choices, refs, people, numbers, reviews }
}

/** What each of the commits changed, and in `counts` how many files that were. */
async function* diffsOf(
  vcs: Repository,
  commits: readonly Commit[],
  choices: DiffChoices,
  counts: Map<CommitId, number>,
): AsyncGenerator<FileDiff> {
  for (const { id, parents } of commits) {
    let count = 0
    for await (const diff of vcs.diff(parents[0] ?? null, id, diffOptions(choices))) {
      count++
      yield diff
    }
    counts.set(id, count)
  }
}
