import type { CommitId } from '#vcs/repository.ts'
import { kept } from './kept.ts'
import type { RepositoryVisit } from './visit.ts'

export interface Names {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

/** More are not listed: nobody waits for them. */
const most = 50_000

/** The paths of all that is below a folder, folders and files by themselves. */
export function listNames(visit: RepositoryVisit, commit: CommitId, path: string): Promise<Names> {
  const key = `names ${visit.repository.id} ${commit} ${path}`
  return kept(visit.site, key, () => walk(visit, commit, path), sizeOf)
}

function sizeOf({ folders, files }: Names): number {
  return [...folders, ...files].reduce((sum, name) => sum + name.length + 16, 0)
}

async function walk({ vcs }: RepositoryVisit, commit: CommitId, path: string): Promise<Names> {
  const folders: string[] = []
  const files: string[] = []
  const waiting = [path]
  for (let next = waiting.shift(); next !== undefined && files.length < most; next = waiting.shift()) {
    for (const entry of await vcs.tree(commit, next)) {
      if (entry.kind === 'file' || entry.kind === 'symlink') files.push(entry.path)
      if (entry.kind !== 'folder') continue
      folders.push(entry.path)
      waiting.push(entry.path)
    }
  }
  return { folders: folders.toSorted(), files: files.toSorted() }
}
