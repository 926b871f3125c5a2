import { openRepository } from '#domain/repository-access.ts'
import { listGroupsAbove } from '#domain/repository-groups.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { Commit, CommitId, Refs } from '#vcs/repository.ts'
import { peopleOf, readNumbers, readReviews, type Reviews, takeFirst } from './commits.ts'
import { type ComparisonChoices, type Point, readComparisonChoices } from './comparison-address.ts'
import type { ShownDiff } from './diff-reading.ts'
import { readKeptDifference } from './difference.ts'
import { type Paging, readPaging } from './paging.ts'
import { ifThere } from './revision.ts'
import type { People } from './ui/author.ts'
import type { Numbers } from './ui/commit-line.ts'
import { type GraphRow, layGraph } from './ui/graph-lanes.ts'
import type { RepositoryVisit } from './visit.ts'

/** One of the two that are compared. */
export interface Side {
  /** To its repository. */
  readonly visit: RepositoryVisit
  readonly point: Point
  readonly commit: CommitId
}

/** The same visit to another repository, which the visitor may read. */
export async function visitOther(visit: RepositoryVisit, repository: RepositoryRow): Promise<RepositoryVisit> {
  if (repository.id === visit.repository.id) return visit
  const vcs = await (await openRepository(visit.site, repository)).steady()
  return { ...visit, repository, vcs, groups: await listGroupsAbove(visit.site, repository.groupId) }
}

/** What a point of an address stands for; null where there is no such thing. */
export async function findSide(visit: RepositoryVisit, point: Point): Promise<Side | null> {
  const refs = await visit.vcs.refs()
  const found = listsOf(refs)[point.type].find(({ name }) => name === point.name)
  if (found) return { visit, point, commit: found.commit }
  const commit = await ifThere(() => visit.vcs.resolve(point.name))
  return commit && { visit, point, commit }
}

function listsOf({ branches, closedBranches, bookmarks, tags }: Refs) {
  return { branch: [...branches, ...closedBranches], book: bookmarks, tag: tags, rev: [] }
}

/** Where one begins to compare: the branch that clones check out, or any. */
export async function usualPoint({ vcs }: RepositoryVisit): Promise<Point | null> {
  const { defaultBranch, branches } = await vcs.refs()
  const found = branches.find(({ name }) => name === defaultBranch) ?? branches[0]
  return found ? { type: 'branch', name: found.name } : null
}

/** What one side has that the other lacks. */
export interface CommitsOfOne {
  readonly commits: readonly Commit[]
  readonly graph: readonly GraphRow[]
  readonly total: number
  readonly paging: Paging
  readonly refs: Refs
  readonly people: People
  readonly numbers: Numbers
  readonly reviews: Reviews
}

export interface Comparison {
  readonly from: Side
  readonly to: Side
  /** Where they parted: several where they had met, none where they never were one. */
  readonly bases: readonly Commit[]
  readonly ahead: CommitsOfOne
  /** How many commits `from` has that `to` lacks. */
  readonly behind: number
  readonly choices: ComparisonChoices
  /** Null where there is nothing that could be compared. */
  readonly diff: ShownDiff | null
}

type Ends = Pick<Comparison, 'from' | 'to'>

/** Both repositories are of one kind. */
export async function readComparison({ from, to }: Ends): Promise<Comparison> {
  const { query } = to.visit
  const choices = readComparisonChoices(query)
  const bases = await findBases({ from, to })
  const ahead = await readAhead(to, bases)
  const behind = await from.visit.vcs.count({ from: [from.commit], not: bases })
  return {
    from,
    to,
    bases: await Promise.all(bases.map(id => to.visit.vcs.commit(id))),
    ahead,
    behind,
    choices,
    diff: await readCompared({ from, to }, bases, choices),
  }
}

/** What both have in common, whatever repository each is in. */
export async function findBases({ from, to }: Ends): Promise<readonly CommitId[]> {
  return to.visit.vcs.mergeBases(to.commit, await from.visit.vcs.ancestry(from.commit))
}

/** The commits of one side that came after those. */
export async function readAhead({ visit, commit }: Side, bases: readonly CommitId[]): Promise<CommitsOfOne> {
  const { vcs, site } = visit
  const paging = readPaging(visit)
  const { offset, size } = paging
  const query = { from: [commit], not: bases }
  const total = await vcs.count(query)
  const commits = await takeFirst(vcs.log({ ...query, offset, limit: size }), size)
  const graph = layGraph(await vcs.links(query, offset + size), offset)
  const ids = commits.map(({ id }) => id)
  const [refs, people, numbers, reviews] = await Promise.all([
    vcs.refs(),
    peopleOf(site, commits),
    readNumbers({ vcs, site }, ids),
    readReviews(visit, ids),
  ])
  return { commits, graph, total, paging, refs, people, numbers, reviews }
}

/** What differs; null where there is nothing that could be compared. */
export async function readCompared(
  { from, to }: Ends,
  bases: readonly CommitId[],
  { kind, diff }: ComparisonChoices,
): Promise<ShownDiff | null> {
  const [base] = bases
  if (kind === 'parted') return base ? readKeptDifference(to.visit, [base, to.commit], diff) : null
  // A commit that both repositories have needs no look into the other one.
  const isHere = from.visit.vcs === to.visit.vcs || bases.includes(from.commit)
  if (isHere) return readKeptDifference(to.visit, [from.commit, to.commit], diff)
  const isAlike = from.commit.length === to.commit.length // the hashes of git have two lengths
  return isAlike ? readKeptDifference(to.visit, [from.commit, to.commit], diff, from.visit) : null
}
