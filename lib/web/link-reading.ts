import { decodeAnyway } from '#vcs/text.ts'
import type { CommitId, FileAt } from '#vcs/repository.ts'
import { ifThere } from './revision.ts'
import type { RepositoryVisit } from './visit.ts'

/** Where a symbolic link points. */
export interface ReadLink {
  /** As it is written. */
  readonly target: string
  /** The path in the repository; null where it leads out of it. */
  readonly inside: string | null
  /** Something is there at this revision. */
  readonly isThere: boolean
}

/** No path is longer. */
const longest = 4096

export async function readLink({ vcs }: RepositoryVisit, commit: CommitId, file: FileAt): Promise<ReadLink> {
  const target = decodeAnyway(await file.bytes(longest))
  const inside = resolve(file.path, target)
  return { target, inside, isThere: inside !== null && (await ifThere(() => vcs.entry(commit, inside))) !== null }
}

function resolve(path: string, target: string): string | null {
  if (target.startsWith('/') || target.includes('\0')) return null
  const segments = path.split('/').slice(0, -1)
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (segments.length === 0) return null
      segments.pop()
    } else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}
