import type { Person } from '#db/authors.ts'
import type { AnnotatedLine, Commit, CommitId, FileAt } from '#vcs/repository.ts'
import { peopleOf, readCommits } from './commits.ts'
import { latestChange } from './folder-reading.ts'
import type { Html } from './html.ts'
import { ifThere } from './revision.ts'
import type { RepositoryVisit } from './visit.ts'

/** How old a line is among the lines of its file: 1 is the newest quarter. */
export type Heat = 1 | 2 | 3 | 4

/** Lines one below the other that the same commit wrote. */
export interface AnnotatedGroup {
  readonly commit: Commit
  readonly heat: Heat
  /** The number of its first line. */
  readonly first: number
  /** What the file was called in that commit, and where its first line was. */
  readonly path: string
  readonly line: number
  readonly lines: readonly Html[]
}

export interface Annotation {
  readonly groups: readonly AnnotatedGroup[]
  /** The accounts of those who wrote them. */
  readonly people: ReadonlyMap<string, Person>
}

/** Who wrote which line of a file; `lines` are its lines as markup. */
export async function readAnnotation(
  visit: RepositoryVisit,
  { commit, file, lines }: { readonly commit: CommitId; readonly file: FileAt; readonly lines: readonly Html[] },
): Promise<Annotation> {
  const annotated = await visit.vcs.annotate(await lastChange(visit, commit, file), file.path)
  const commits = await readCommits(
    visit.vcs,
    annotated.map(line => line.commit),
  )
  const heats = heatsOf(commits.values())
  const groups = groupLines(annotated).flatMap(({ id, first, end, path, line }) => {
    const writer = commits.get(id)
    if (!writer) return []
    return [{ commit: writer, heat: heats.get(id) ?? 4, first, path, line, lines: lines.slice(first - 1, end) }]
  })
  return { groups, people: await peopleOf(visit.site, commits.values()) }
}

/** The answer for the last commit that touched a file is right until the next one does, and is kept. */
async function lastChange(visit: RepositoryVisit, commit: CommitId, file: FileAt): Promise<CommitId> {
  const last = await latestChange(visit, commit, file.path)
  if (!last) return commit
  return (await find(visit, last.id, file.path)) === file.id ? last.id : commit
}

/** A file as it was at a commit. */
export interface PlaceBefore {
  readonly commit: CommitId
  readonly path: string
}

/**
 * Where a file can be seen as it was before a commit: in a parent that has it, or has what the commit renamed; null
 * where it is new.
 */
export async function findBefore(visit: RepositoryVisit, commit: CommitId, path: string): Promise<PlaceBefore | null> {
  const { parents } = await visit.vcs.commit(commit)
  for (const parent of parents) if ((await find(visit, parent, path)) !== null) return { commit: parent, path }
  for (const parent of parents) {
    const source = await findSource(visit, parent, commit, path)
    if (source !== null) return { commit: parent, path: source }
  }
  return null
}

async function findSource(
  { vcs }: RepositoryVisit,
  parent: CommitId,
  commit: CommitId,
  path: string,
): Promise<string | null> {
  for await (const { newPath, oldPath } of vcs.diff(parent, commit, { context: 0 })) {
    if (newPath === path) return oldPath === path ? null : oldPath
  }
  return null
}

/** The id of the file at this path; null where there is none. */
async function find({ vcs }: RepositoryVisit, commit: CommitId, path: string): Promise<string | null> {
  const entry = await ifThere(() => vcs.entry(commit, path))
  return entry?.kind === 'file' ? entry.id : null
}

function heatsOf(commits: Iterable<Commit>): ReadonlyMap<CommitId, Heat> {
  const sorted = [...commits].toSorted((one, two) => two.date.getTime() - one.date.getTime())
  return new Map(sorted.map(({ id }, index) => [id, quarters[Math.floor((index / sorted.length) * 4)] ?? 4]))
}

const quarters = [1, 2, 3, 4] as const

interface Stretch {
  readonly id: CommitId
  readonly path: string
  readonly line: number
  readonly first: number
  readonly end: number
}

function groupLines(lines: readonly AnnotatedLine[]): readonly Stretch[] {
  const found: Stretch[] = []
  for (const { commit: id, path, line, number } of lines) {
    const last = found.at(-1)
    if (last?.id === id && last.path === path) found[found.length - 1] = { ...last, end: number }
    else found.push({ id, path, line, first: number, end: number })
  }
  return found
}
