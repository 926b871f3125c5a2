import type { CommitId, Paths } from '#vcs/repository.ts'
import { kept } from './kept.ts'
import type { RepositoryVisit } from './visit.ts'

/** More files are not listed. */
const most = 200_000

/** The paths of all that is below a folder, folders and files by themselves. */
export function listNames(visit: RepositoryVisit, commit: CommitId, path: string): Promise<Paths> {
  const key = `names ${visit.repository.id} ${commit} ${path}`
  return kept(visit.site, key, () => read(visit, commit, path), sizeOf)
}

function sizeOf({ folders, files }: Paths): number {
  const count = (names: readonly string[]) => names.reduce((sum, name) => sum + name.length + 16, 0)
  return count(folders) + count(files)
}

async function read({ vcs }: RepositoryVisit, commit: CommitId, path: string): Promise<Paths> {
  const { folders, files } = await vcs.paths(commit, path, most)
  return { folders: folders.toSorted(), files: files.toSorted() }
}
