import { commitId } from '../backend.ts'
import type { CommitId } from '../repository.ts'
import { bringer, type Trail } from './follow.ts'
import { ancestorsOf } from './store/ancestry.ts'
import { fromBytes } from './store/changelog.ts'
import { listFolder } from './store/manifest.ts'
import { readSubrepositories } from './subrepositories.ts'
import { locate } from './tree.ts'

/**
 * For each name in a folder the commit that touched it last: for a file the one that brought its content, for a folder
 * the newest ancestor that touched something in it.
 */
export function findLastCommits({ snapshot, touched, revision, path: written }: Trail): Map<string, CommitId> {
  const { path } = locate({ snapshot, revision, path: written })
  const prefix = path && `${path}/`
  const marks = ancestorsOf(snapshot.log, [revision])
  const found = new Map<string, number>()
  const wanted = new Set<string>()
  for (const entry of listFolder(snapshot.manifest(revision), path)) {
    const name = entry.path.slice(prefix.length)
    if (entry.folder) wanted.add(name)
    else found.set(fromBytes(name), bringer({ snapshot, marks, path: entry.path, node: entry.node, below: revision }))
  }
  for (const link of readSubrepositories(snapshot, revision)) {
    if (link.path.startsWith(prefix)) wanted.add(link.path.slice(prefix.length).split('/')[0] ?? '')
  }
  if (wanted.size > 0) findFolders({ snapshot, touched, revision, path: prefix }, marks, wanted, found)
  return new Map([...found].map(([name, last]) => [name, commitId(snapshot.log.node(last))]))
}

function findFolders(
  { touched, revision, path: prefix }: Trail,
  marks: Uint8Array,
  wanted: Set<string>,
  found: Map<string, number>,
): void {
  const { paths, of } = touched()
  const names = new Map<number, string>()
  for (const [number, path] of paths.entries()) {
    const end = path.indexOf('/', prefix.length)
    if (path.startsWith(prefix)) names.set(number, end < 0 ? path.slice(prefix.length) : path.slice(prefix.length, end))
  }
  for (let current = revision; current >= 0 && wanted.size > 0; current--) {
    if (!marks[current]) continue
    for (const number of of(current)) {
      const name = names.get(number)
      if (name !== undefined && wanted.delete(name)) found.set(fromBytes(name), current)
    }
  }
}
