import type { CommitId, DiffOptions, FileChange, FileDiff, Repository } from '#vcs/repository.ts'

/** A diff of which a page reads as much as it shows. */
export interface DiffSource {
  read(options: Pick<DiffOptions, 'paths' | 'part'>): AsyncIterable<FileDiff>
  /** All its files. */
  list(): Promise<readonly FileChange[]>
}

export function diffSource(
  vcs: Repository,
  [from, to]: readonly [CommitId | null, CommitId],
  options: DiffOptions,
): DiffSource {
  return {
    read: more => vcs.diff(from, to, { ...options, ...more }),
    list: () => vcs.changes(from, to, options),
  }
}
