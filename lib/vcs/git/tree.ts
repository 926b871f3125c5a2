import { Readable } from 'node:stream'
import { Problem } from '#std/problem.ts'
import { cleanPath } from '../path.ts'
import type { Entry, FileAt, Paths } from '../repository.ts'
import { decodeAnyway } from '../text.ts'
import { isFolder, submoduleMode, symlinkMode, type TreeEntry } from './store/tree.ts'
import type { Store } from './store.ts'

/** Larger files are not kept in memory. */
const inMemory = 16 * 1024 * 1024
const types = 0o170000

/** Where we look: the tree of a commit, and a path that a visitor wrote. */
export interface Place {
  readonly store: Store
  readonly tree: string
  readonly path: string
}

export function listEntries({ store, tree, path: written }: Place): Entry[] {
  const path = cleanPath(written)
  const folder = getEntry({ store, tree, path })
  if (!isFolder(folder)) throw new Problem('not-found', 'no such folder', { path })
  const entries = store
    .tree(folder.id)
    .entries.toSorted((one, two) => order(one) - order(two) || (one.raw < two.raw ? -1 : 1))
  return entries.map(entry => describe({ store, tree, path: path ? `${path}/${entry.name}` : entry.name }, entry))
}

export function listPaths({ store, tree, path: written }: Place, most: number): Paths {
  const path = cleanPath(written)
  const top = getEntry({ store, tree, path })
  if (!isFolder(top)) throw new Problem('not-found', 'no such folder', { path })
  const folders: string[] = []
  const files: string[] = []
  const waiting = [{ prefix: path && `${path}/`, id: top.id }]
  for (let next = waiting.pop(); next && files.length + folders.length < most; next = waiting.pop()) {
    const { prefix } = next
    for (const entry of store.tree(next.id).entries) {
      const name = prefix + entry.name
      if (isFolder(entry)) {
        folders.push(name)
        waiting.push({ prefix: `${name}/`, id: entry.id })
      } else if ((entry.mode & types) !== submoduleMode) files.push(name)
    }
  }
  return { folders, files }
}

export function findEntry({ store, tree, path: written }: Place): Entry {
  const path = cleanPath(written)
  return describe({ store, tree, path }, getEntry({ store, tree, path }))
}

export function findFile({ store, tree, path }: Place): FileAt {
  const entry = findEntry({ store, tree, path })
  const { size, id } = entry
  if (size === null) throw new Problem('not-found', 'no such file', { path })
  const read = (): Promise<Buffer> => store.attempt(() => store.objects.read(id).data)
  const stream = (): Readable =>
    size > inMemory ? store.objects.stream(id) : Readable.from(once(read), { objectMode: false })
  return {
    ...entry,
    size,
    stream,
    async bytes(limit = size) {
      if (size <= inMemory) return (await read()).subarray(0, limit)
      return collect(stream(), limit)
    },
  }
}

async function* once(read: () => Promise<Buffer>): AsyncGenerator<Buffer> {
  const bytes = await read()
  if (bytes.length) yield bytes
}

async function collect(source: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let have = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    // a byte stream gives buffers
    chunks.push(chunk)
    have += chunk.length
    if (have >= limit) break
  }
  return Buffer.concat(chunks).subarray(0, limit)
}

function getEntry({ store, tree, path }: Place): TreeEntry {
  const entry = store.find(tree, path)
  if (!entry) throw new Problem('not-found', 'no such path', { path })
  return entry
}

/** Kallithea's: submodules, folders, files. */
function order(entry: TreeEntry): number {
  if ((entry.mode & types) === submoduleMode) return 0
  return isFolder(entry) ? 1 : 2
}

function describe({ store, tree, path }: Place, { mode, name, id }: TreeEntry): Entry {
  const shape = { name, path, executable: false, id }
  const type = mode & types
  if (isFolder({ mode })) return { ...shape, kind: 'folder', size: null }
  if (type === submoduleMode) {
    return { ...shape, kind: 'submodule', size: null, link: { url: submoduleUrl(store, tree, path), commit: id } }
  }
  const { size } = store.objects.header(id)
  if (type === symlinkMode) return { ...shape, kind: 'symlink', size }
  return { ...shape, kind: 'file', size, executable: (mode & 0o100) !== 0 }
}

/** From .gitmodules of the same commit. */
export function submoduleUrl(store: Store, tree: string, path: string): string | null {
  const modules = store.find(tree, '.gitmodules')
  if (!modules || isFolder(modules)) return null
  let found: string | null = null
  let url: string | null = null
  for (const line of `${decodeAnyway(store.objects.read(modules.id).data)}\n[end]`.split(/\r?\n/)) {
    const [, key, value = ''] = /^\s*(path|url)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key === 'path') found = value
    if (key === 'url') url = value
    if (!/^\s*\[/.test(line)) continue
    if (found === path && url !== null) return url
    found = null
    url = null
  }
  return null
}
