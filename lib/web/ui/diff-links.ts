import type { CommitId, FileDiff } from '#vcs/repository.ts'
import type { DiffPlace } from '../diff-choices.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { filesAddress } from './folder.ts'

/** Where the files of a diff are; null on the side where there is none. */
export interface DiffLinks {
  readonly before: (diff: FileDiff) => SideLinks | null
  readonly after: (diff: FileDiff) => SideLinks | null
  /** The page that begins there. */
  readonly to: (start: DiffPlace) => string
  /** This page with more of it shown; null where it was asked for. */
  readonly everything: string | null
}

export interface SideLinks {
  readonly page: string
  /** Its bytes. */
  readonly raw: string
}

/** A commit in its repository. */
export interface Place {
  readonly visit: RepositoryVisit
  readonly commit: CommitId
}

/** From the files of a diff between two commits to those files. */
export function linksBetween(
  before: Place | null,
  after: Place,
  parts: Pick<DiffLinks, 'to' | 'everything'>,
): DiffLinks {
  return {
    before: ({ operation, oldPath }) => (operation === 'added' || !before ? null : linksTo(before, oldPath)),
    after: ({ operation, newPath }) => (operation === 'removed' ? null : linksTo(after, newPath)),
    ...parts,
  }
}

function linksTo({ visit, commit }: Place, path: string): SideLinks {
  const at = { repository: visit.repository.name, revision: commit, path }
  return { page: filesAddress(visit, commit, path), raw: visit.to(routes.repository.raw, at) }
}
