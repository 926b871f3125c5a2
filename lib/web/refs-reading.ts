import type { Person } from '#db/authors.ts'
import type { Commit, CommitId, Distance, Ref, Refs } from '#vcs/repository.ts'
import { peopleOf, readCommits } from './commits.ts'
import { kept } from './kept.ts'
import type { RepositoryVisit } from './visit.ts'

export interface ListedRef {
  readonly ref: Ref
  readonly commit: Commit
  /** How far a branch went from the default branch; null where nobody counted. */
  readonly distance: Distance | null
}

export interface RefList {
  readonly refs: readonly ListedRef[]
  /** How many more there are than a page lists. */
  readonly hidden: number
}

export interface ListedRefs {
  readonly branches: RefList
  readonly closedBranches: RefList
  readonly bookmarks: RefList
  readonly tags: RefList
  readonly defaultBranch: string | null
  readonly people: ReadonlyMap<string, Person>
}

/** More of a kind are not listed. */
const most = 200

/** Those branches, tags and bookmarks whose name has this text, the default branch first. */
export async function readRefs(visit: RepositoryVisit, refs: Refs, filter: string): Promise<ListedRefs> {
  const { defaultBranch } = refs
  const wanted = (some: readonly Ref[]) => some.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
  const branches = wanted(refs.branches).toSorted((one, two) => rank(one, defaultBranch) - rank(two, defaultBranch))
  const kinds = {
    branches,
    closedBranches: wanted(refs.closedBranches),
    bookmarks: wanted(refs.bookmarks),
    tags: wanted(refs.tags),
  }
  const shown = Object.values(kinds).flatMap(kind => kind.slice(0, most))
  const commits = await readCommits(
    visit.vcs,
    shown.map(ref => ref.commit),
  )
  const main = refs.branches.find(({ name }) => name === defaultBranch)
  const distances = main ? await measure(visit, main, branches.slice(0, most)) : new Map()
  const list = (kind: readonly Ref[]) => ({
    refs: kind.slice(0, most).flatMap(ref => listed(ref, commits, distances)),
    hidden: Math.max(0, kind.length - most),
  })
  return {
    branches: list(kinds.branches),
    closedBranches: list(kinds.closedBranches),
    bookmarks: list(kinds.bookmarks),
    tags: list(kinds.tags),
    defaultBranch,
    people: await peopleOf(visit.site, commits.values()),
  }
}

function rank({ name }: Ref, defaultBranch: string | null): number {
  return name === defaultBranch ? 0 : 1
}

function listed(
  ref: Ref,
  commits: ReadonlyMap<CommitId, Commit>,
  distances: ReadonlyMap<Ref, Distance>,
): readonly ListedRef[] {
  const commit = commits.get(ref.commit)
  return commit ? [{ ref, commit, distance: distances.get(ref) ?? null }] : []
}

/** For so many milliseconds distances are counted; what is missing then is counted at the next visit. */
const patience = 400

async function measure(
  { site, vcs, repository }: RepositoryVisit,
  main: Ref,
  branches: readonly Ref[],
): Promise<ReadonlyMap<Ref, Distance>> {
  const end = performance.now() + patience
  const found = new Map<Ref, Distance>()
  for (const ref of branches.filter(({ name }) => name !== main.name)) {
    if (performance.now() > end) break
    const { commit } = ref
    const key = `distance ${repository.id} ${main.commit} ${commit}`
    const distance = await kept(
      site,
      key,
      () => vcs.distance(commit, main.commit),
      () => 100,
    )
    found.set(ref, distance)
  }
  return found
}
