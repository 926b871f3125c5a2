import type { Commit, FileDiff, Repository } from '#vcs/repository.ts'
import { takeFirst } from './commits.ts'
import { kept } from './kept.ts'
import type { RepositoryVisit } from './visit.ts'

/** For so many milliseconds files are looked for; what is not found in time is told the next time. */
const patience = 3000

/** More files of a commit are not told. */
const most = 100

/** What each of these commits changed, in words: file by file, and as a diff where the configuration wants it. */
export async function changesText(visit: RepositoryVisit, commits: readonly Commit[]): Promise<readonly string[]> {
  const end = performance.now() + patience
  const texts: string[] = []
  for (const commit of commits) texts.push(performance.now() > end ? '' : await textOf(visit, commit))
  return texts
}

async function textOf({ site, vcs, repository }: RepositoryVisit, commit: Commit): Promise<string> {
  const { rssIncludeDiff, rssCutOffLimit } = site.config
  const key = `changes ${repository.id} ${commit.id}`
  const read = async () => {
    const files = await listFiles(vcs, commit)
    return { text: files + (rssIncludeDiff ? await readPatch(vcs, commit, rssCutOffLimit) : '') }
  }
  const { text } = await kept(site, key, read, made => made.text.length)
  return text
}

async function listFiles(vcs: Repository, { id, parents }: Commit): Promise<string> {
  const files = await takeFirst(vcs.diff(parents[0] ?? null, id), most + 1)
  const lines = files.slice(0, most).map(fileLine)
  return [...lines, ...(files.length > most ? [' and more'] : [])].join('\n')
}

function fileLine({ operation, newPath, added, removed }: FileDiff): string {
  const what = operation === 'copied' ? 'modified' : operation
  return ` ${what} ${newPath} (${added} lines added, ${removed} lines removed)`
}

/** The tool's own diff, up to a limit. */
async function readPatch(vcs: Repository, { id, parents }: Commit, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of vcs.patch(parents[0] ?? null, id)) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) break
  }
  const text = Buffer.concat(chunks).subarray(0, limit).toString('utf8')
  return size > limit ? `\n\n${text}\n Changeset was too big and was cut off...` : `\n\n${text}`
}
