import type { Commit, CommitId, Entry } from '#vcs/repository.ts'
import { peopleOf, readCommits, readNumbers, takeFirst, withinTime } from './commits.ts'
import type { People } from './ui/author.ts'
import type { Numbers } from './ui/commit-line.ts'
import type { RepositoryVisit } from './visit.ts'

export interface Folder {
  readonly path: string
  readonly entries: readonly Entry[]
  /** The last change of each entry; what took too long is missing. */
  readonly changes: ReadonlyMap<string, Commit>
  /** The last change of the folder itself. */
  readonly latest: Commit | null
  readonly people: People
  readonly numbers: Numbers
}

/** How long the names of a folder wait for the dates of its entries. */
const patience = 3000

/** A folder with all that its page tells about it. */
export async function readFolder(visit: RepositoryVisit, commit: CommitId, path: string): Promise<Folder> {
  const { vcs } = visit
  const [entries, last, latest] = await Promise.all([
    vcs.tree(commit, path),
    withinTime(vcs.lastCommits(commit, path), patience),
    latestChange(visit, commit, path),
  ])
  if (!last) visit.passing()
  const commits = await readCommits(vcs, last?.values() ?? [])
  const changes = new Map<string, Commit>()
  for (const [name, id] of last ?? []) {
    const change = commits.get(id)
    if (change) changes.set(name, change)
  }
  const people = await peopleOf(visit.site, latest ? [latest] : [])
  return { path, entries, changes, latest, people, numbers: await readNumbers(visit, latest ? [latest.id] : []) }
}

/** The commit that last touched a path; null where finding it takes too long. */
export async function latestChange(visit: RepositoryVisit, commit: CommitId, path: string): Promise<Commit | null> {
  const { vcs } = visit
  if (path === '') return vcs.commit(commit)
  const found = await withinTime(takeFirst(vcs.history(commit, path), 1), patience)
  if (!found) visit.passing()
  return found?.[0] ?? null
}
