import { type Gist, getGist } from '#domain/gists.ts'
import { Problem } from '#std/problem.ts'
import type { CommitId, FileAt } from '#vcs/repository.ts'
import { type FileContent, readSource, usualLimit } from './file-reading.ts'
import { ifThere } from './revision.ts'
import type { Visit } from './visit.ts'

export interface ReadGist extends Gist {
  /** Null before anything was put down. */
  readonly commit: CommitId | null
  readonly files: readonly FileAt[]
}

/** The files of a gist at a revision. */
export async function readGist({ site }: Pick<Visit, 'site'>, id: string, revision: string): Promise<ReadGist> {
  const gist = await getGist(site, id)
  const { vcs } = gist
  if (revision === 'tip' && (await vcs.tip()) === null) return { ...gist, commit: null, files: [] }
  const commit = await ifThere(() => vcs.resolve(revision))
  if (commit === null) throw new Problem('not-found', 'this gist has no such revision', { revision })
  const entries = (await vcs.tree(commit, '')).filter(({ kind }) => kind === 'file')
  return { ...gist, commit, files: await Promise.all(entries.map(({ path }) => vcs.file(commit, path))) }
}

export interface ReadGistFile {
  readonly file: FileAt
  readonly content: FileContent
}

/** The source of its files, as far as one page shows them all. */
export async function readContents(
  visit: Pick<Visit, 'site'>,
  files: readonly FileAt[],
): Promise<readonly ReadGistFile[]> {
  let left = usualLimit(visit)
  const read: ReadGistFile[] = []
  for (const file of files) {
    read.push({ file, content: await readSource(visit, file, left) })
    left = Math.max(0, left - file.size)
  }
  return read
}
