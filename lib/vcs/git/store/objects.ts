import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Shelf } from '../../budget.ts'
import { Damage } from './damage.ts'
import type { Handles } from './handles.ts'
import { parseIndex } from './pack-index.ts'
import { looseFile, looseHeader, readLoose, streamLoose } from './loose.ts'
import { type GitObject, type ObjectType, openPack, type Pack } from './pack.ts'

/** The objects of one repository: packed or loose, its own or of the stores it borrows from. All calls throw Damage. */
export interface Objects {
  read(id: string): GitObject
  header(id: string): { readonly type: ObjectType; readonly size: number }
  /** For what is too large to be kept in memory. */
  stream(id: string): Readable
  /** What somebody else read for us; it is not read here again. */
  provide(id: string, object: GitObject): void
  /** Whether there are packs that we do not read. */
  readonly incomplete: () => boolean
}

interface ObjectsOpening {
  /** The folder `objects`. */
  readonly folder: string
  readonly idBytes: number
  readonly handles: Handles
  readonly kept: Shelf<GitObject>
}

interface Store {
  readonly folder: string
  packs: readonly Pack[]
  stamp: string
  incomplete: boolean
}

export function openObjects({ folder, idBytes, handles, kept }: ObjectsOpening): Objects {
  const stores: Store[] = storeFolders(folder).map(found => ({
    folder: found,
    packs: [],
    stamp: '',
    incomplete: false,
  }))
  let opened = 0
  for (const store of stores) refresh(store)

  function refresh(store: Store): boolean {
    const stamp = folderStamp(`${store.folder}/pack`)
    if (stamp !== '' && stamp === store.stamp) return false
    const known = new Map(store.packs.map(pack => [pack.file, pack]))
    const packs: Pack[] = []
    store.incomplete = false
    for (const file of packFiles(store.folder)) {
      const pack = known.get(file) ?? tryOpen(file)
      if (pack) packs.push(pack)
      else store.incomplete = true
      known.delete(file)
    }
    for (const file of known.keys()) handles.close(file)
    store.packs = packs
    store.stamp = stamp
    return true
  }

  function tryOpen(file: string): Pack | null {
    try {
      const index = parseIndex(readFileSync(file.replace(/\.pack$/, '.idx')), idBytes)
      if (!index) return null
      const checksum = handles.read(file, handles.size(file) - idBytes, idBytes)
      return checksum.equals(index.packChecksum)
        ? openPack({ file, index, idBytes, handles, kept, key: String(++opened) })
        : null
    } catch {
      return null
    }
  }

  /** Packs appear and go while we read: look once more before an object counts as missing. */
  function find<Found>(
    id: string,
    inPack: (pack: Pack, offset: number) => Found,
    loose: (file: string) => Found | null,
  ): Found {
    const bytes = Buffer.from(id, 'hex')
    if (bytes.length !== idBytes) throw new Damage('an object is missing', id)
    for (const again of [false, true]) {
      if (again && !stores.map(refresh).includes(true)) break
      for (const store of stores) {
        const found = inStore(store, id, bytes, inPack, loose)
        if (found !== null) return found
      }
    }
    throw new Damage('an object is missing', id)
  }

  function inStore<Found>(
    store: Store,
    id: string,
    bytes: Buffer,
    inPack: (pack: Pack, offset: number) => Found,
    loose: (file: string) => Found | null,
  ): Found | null {
    for (const pack of store.packs) {
      const offset = pack.index.find(bytes)
      if (offset < 0) continue
      try {
        return inPack(pack, offset)
      } catch (error) {
        // Git has just put this pack's objects into another one.
        if (existsSync(pack.file)) throw error
        store.stamp = ''
      }
    }
    return loose(looseFile(store.folder, id))
  }

  const provided = (id: string): GitObject | undefined => kept.get(`${folder}:${id}`)

  return {
    read: id => provided(id) ?? find(id, (pack, offset) => pack.read(offset), readLoose),
    header(id) {
      const known = provided(id)
      if (known) return { type: known.type, size: known.data.length }
      return find(id, (pack, offset) => pack.header(offset), looseHeader)
    },
    stream(id) {
      const known = provided(id)
      if (known) return Readable.from([known.data], { objectMode: false })
      return find(
        id,
        (pack, offset) => pack.stream(offset) ?? Readable.from([pack.read(offset).data], { objectMode: false }),
        file => (existsSync(file) ? streamLoose(file) : null),
      )
    },
    provide: (id, object) => kept.set(`${folder}:${id}`, object, object.data.length),
    incomplete: () => stores.some(store => store.incomplete),
  }
}

/** The repository's own store, then those it borrows from (`info/alternates`), each once. */
function storeFolders(folder: string, depth = 0): string[] {
  if (depth > 5) return [folder]
  let lines: string[] = []
  try {
    lines = readFileSync(`${folder}/info/alternates`, 'utf8').split('\n')
  } catch {
    return [folder]
  }
  const borrowed = lines
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => path.resolve(folder, line))
    .filter(existsSync)
  return [...new Set([folder, ...borrowed.flatMap(found => storeFolders(found, depth + 1))])]
}

function packFiles(folder: string): string[] {
  try {
    const files = readdirSync(`${folder}/pack`)
    const indexed = new Set(files.filter(file => file.endsWith('.idx')))
    return files
      .filter(file => file.endsWith('.pack') && indexed.has(file.replace(/\.pack$/, '.idx')))
      .map(file => `${folder}/pack/${file}`)
  } catch {
    return []
  }
}

/** The clocks of some file systems tick so slowly: what changed just now may change again at the same time. */
const tick = 2000

/** Equal stamps, equal files; empty where one cannot tell yet. */
function folderStamp(folder: string): string {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false })
  if (!found) return 'none'
  return Date.now() - Number(found.mtimeMs) < tick ? '' : `${found.ino}:${found.mtimeNs}`
}
