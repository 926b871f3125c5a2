import type { CommitId, Entry, Repository } from '#vcs/repository.ts'

/** The file that introduces a repository, at a commit; null where there is none. */
export async function findReadme(repository: Repository, commit: CommitId): Promise<Entry | null> {
  const root = await repository.tree(commit, '')
  const folders = root.filter(entry => entry.kind === 'folder' && documentFolders.includes(entry.name))
  const inside = await Promise.all(folders.map(folder => repository.tree(commit, folder.path)))
  const files = new Map([root, ...inside].flat().map(entry => [entry.path, entry]))
  for (const path of candidates()) {
    const entry = files.get(path)
    if (entry?.kind === 'file') return entry
  }
  return null
}

const documentFolders = ['doc', 'Docs', 'DOCS', 'docs']

const places = [
  { weight: 0, folders: [''] },
  { weight: 1, folders: ['doc/'] },
  { weight: 2, folders: ['Docs/', 'DOCS/', 'docs/'] },
]

/** In Kallithea's order; of equal weight the first wins. */
const endings: readonly (readonly [string, number])[] = [
  ['.md', 1],
  ['.MD', 1],
  ['.mkdn', 2],
  ['.MKDN', 2],
  ['.mdown', 3],
  ['.MDOWN', 3],
  ['.markdown', 4],
  ['.MARKDOWN', 4],
  ['', 0],
  ['.rst', 1],
  ['.rest', 1],
  ['.RST', 2],
  ['.REST', 2],
  ['.txt', 3],
  ['.TXT', 3],
  ['.text', 2],
  ['.TEXT', 2],
]

/** Every path a readme may have, the preferred first. */
function candidates(): readonly string[] {
  return places
    .flatMap(({ weight, folders }) => folders.map(folder => ({ folder, weight })))
    .flatMap(({ folder, weight }) => ['readme', 'README', 'Readme'].map(name => ({ name: folder + name, weight })))
    .flatMap(({ name, weight }) => endings.map(([ending, more]) => ({ path: name + ending, weight: weight + more })))
    .toSorted((a, b) => a.weight - b.weight)
    .map(candidate => candidate.path)
}
