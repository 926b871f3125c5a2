import { Problem } from '#std/problem.ts'
import { cleanPath, decodePath, encodeName } from '../path.ts'
import type { Entry, Paths } from '../repository.ts'
import { fromBytes } from './store/changelog.ts'
import { fileSize } from './store/filelog.ts'
import { findFile, hasFolder, listFolder, type ManifestEntry, type ManifestLine, pathsBelow } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'
import { readSubrepositories, type Subrepository } from './subrepositories.ts'

/** Where we look: at a commit, and at a path that a visitor wrote. */
export interface Place {
  readonly snapshot: Snapshot
  readonly revision: number
  readonly path: string
}

type Found =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly line: ManifestLine }
  | { readonly kind: 'submodule'; readonly path: string; readonly link: Subrepository }

/** What stands at a path; its name in bytes, as latin1. */
export function locate({ snapshot, revision, path: written }: Place): Found {
  const path = cleanPath(written)
  const manifest = snapshot.manifest(revision)
  const links = readSubrepositories(snapshot, revision)
  for (const bytes of spellings(path)) {
    const line = findFile(manifest, bytes)
    if (line) return { kind: 'file', path: bytes, line }
    const link = links.find(other => other.path === bytes)
    if (link) return { kind: 'submodule', path: bytes, link }
    const isAbove = (other: Subrepository): boolean => other.path.startsWith(`${bytes}/`)
    if (hasFolder(manifest, bytes) || links.some(isAbove)) return { kind: 'folder', path: bytes }
  }
  throw new Problem('not-found', 'no such path', { path })
}

/** The bytes that a path may stand for, segment by segment. */
export function spellings(path: string): string[] {
  const most = 64
  return path
    .split('/')
    .map(segment => encodeName(segment).map(bytes => bytes.toString('latin1')))
    .reduce<string[]>(
      (all, ways) => all.flatMap(start => ways.map(way => (start ? `${start}/${way}` : way))).slice(0, most),
      [''],
    )
}

export function listPaths(place: Place, most: number): Paths {
  const found = locate(place)
  if (found.kind !== 'folder') throw new Problem('not-found', 'no such folder', { path: place.path })
  const folders = new Set<string>()
  const files: string[] = []
  const top = decodePath(Buffer.from(found.path, 'latin1')).length
  for (const bytes of pathsBelow(place.snapshot.manifest(place.revision), found.path)) {
    if (files.length >= most) break
    const path = decodePath(bytes)
    files.push(path)
    let end = path.lastIndexOf('/')
    while (end > top && !folders.has(path.slice(0, end))) {
      folders.add(path.slice(0, end))
      end = path.lastIndexOf('/', end - 1)
    }
  }
  return { folders: [...folders], files }
}

export function listEntries(place: Place): Entry[] {
  const { snapshot, revision } = place
  const found = locate(place)
  if (found.kind !== 'folder') throw new Problem('not-found', 'no such folder', { path: place.path })
  const prefix = found.path && `${found.path}/`
  const listed = listFolder(snapshot.manifest(revision), found.path)
  const links = readSubrepositories(snapshot, revision).filter(({ path }) => path.startsWith(prefix))
  const folders = new Set(listed.filter(entry => entry.folder).map(entry => entry.path))
  for (const { path } of links)
    if (path.includes('/', prefix.length)) folders.add(path.slice(0, path.indexOf('/', prefix.length)))
  const here = links.filter(({ path }) => !path.includes('/', prefix.length))
  return [
    ...here.map(describeLink),
    ...[...folders].map(describeFolder),
    ...listed.filter(entry => !entry.folder).map(entry => describeFile(snapshot, entry)),
  ].toSorted((one, two) => order(one) - order(two) || (one.name < two.name ? -1 : 1))
}

/** Kallithea's: submodules, folders, files. */
function order({ kind }: Entry): number {
  return kind === 'submodule' ? 0 : kind === 'folder' ? 1 : 2
}

export function findEntry(place: Place): Entry {
  const found = locate(place)
  if (found.kind === 'folder') return describeFolder(found.path)
  return found.kind === 'file' ? describeFile(place.snapshot, found.line) : describeLink(found.link)
}

function nameOf(path: string): Pick<Entry, 'name' | 'path'> {
  const segments = path.split('/').map(fromBytes)
  return { name: segments.at(-1) ?? '', path: segments.join('/') }
}

function describeFolder(path: string): Entry {
  return { ...nameOf(path), kind: 'folder', executable: false, size: null, id: '' }
}

function describeLink({ path, url, node }: Subrepository): Entry {
  return { ...nameOf(path), kind: 'submodule', executable: false, size: null, id: node, link: { url, commit: node } }
}

export function describeFile(
  snapshot: Snapshot,
  { path, node, flag }: ManifestLine | ManifestEntry,
): Entry & { readonly size: number } {
  const log = snapshot.filelog(path, node)
  const size = fileSize(log, log.find(node))
  return { ...nameOf(path), kind: flag === 'l' ? 'symlink' : 'file', executable: flag === 'x', size, id: node }
}
