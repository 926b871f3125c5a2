import type { ReadRequest } from '#domain/pull-requests.ts'
import type { Commit, CommitId } from '#vcs/repository.ts'
import { peopleOf, readCommits, readNumbers, readReviews, type Reviews } from './commits.ts'
import { visitOther } from './comparison.ts'
import { type DiffChoices, readDiffChoices } from './diff-choices.ts'
import type { ShownDiff } from './diff-reading.ts'
import { readKeptDifference } from './difference.ts'
import { ifThere } from './revision.ts'
import type { People } from './ui/author.ts'
import type { Numbers } from './ui/commit-line.ts'
import type { RepositoryVisit } from './visit.ts'

/** What a pull request would bring, read where it comes from. */
export interface RequestedChange {
  /** To the repository it comes from. */
  readonly source: RepositoryVisit
  /** The newest first. */
  readonly commits: readonly Commit[]
  readonly people: People
  readonly numbers: Numbers
  readonly reviews: Reviews
  readonly ancestor: CommitId | null
  readonly head: CommitId
  readonly diff: ShownDiff
  readonly choices: DiffChoices
}

/** Null where its commits are no more, or the repository it comes from is not on disk. */
export function readChange(visit: RepositoryVisit, listed: ReadRequest): Promise<RequestedChange | null> {
  return ifThere(async () => readFrom(await visitOther(visit, listed.source), listed))
}

/** More commits are not listed. */
const mostCommits = 500

async function readFrom(source: RepositoryVisit, { request }: ReadRequest): Promise<RequestedChange> {
  const { vcs, site, query } = source
  const choices = readDiffChoices(query)
  const head = await vcs.resolve(request.source.ref.commit)
  const base = request.target.ref.commit
  const ancestor = /^0*$/.test(base) ? null : await vcs.resolve(base)
  const newest = request.commits.toReversed().slice(0, mostCommits)
  const ids = await Promise.all(newest.map(id => vcs.resolve(id)))
  const commits = [...(await readCommits(vcs, ids)).values()]
  const [people, numbers, reviews, diff] = await Promise.all([
    peopleOf(site, commits),
    readNumbers({ vcs, site }, ids),
    readReviews(source, ids),
    readKeptDifference(source, [ancestor, head], choices),
  ])
  return { source, commits, people, numbers, reviews, ancestor, head, diff, choices }
}
