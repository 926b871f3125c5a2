import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { constants, createInflate, inflateSync } from 'node:zlib'
import type { Shelf } from '../../budget.ts'
import { Damage } from './damage.ts'
import { applyDelta, deltaSizes } from './delta.ts'
import type { Handles } from './handles.ts'
import type { PackIndex } from './pack-index.ts'

// An entry of a pack: [more:1][type:3][size:4], then 7 bits of the size a byte, little end first. 6 is a delta to
// an entry
// so many bytes before (7 bits a byte, big end first, 1 added for each further byte), 7 one to the object whose id
// follows.
// Then a zlib stream of that inflated size; how long it is compressed is not said, but never more than `bound`.

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag'

export interface GitObject {
  readonly type: ObjectType
  readonly data: Buffer
}

export interface Pack {
  readonly file: string
  readonly index: PackIndex
  read(offset: number): GitObject
  /** Type and size without inflating all of it. */
  header(offset: number): { readonly type: ObjectType; readonly size: number }
  /** Null where the object is a delta. */
  stream(offset: number): Readable | null
}

const types: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag']
const headerRoom = 4096
/** So many compressed bytes hold the largest table of codes and some text. */
export const surely = 512
const longestChain = 10_000
const keptAtMost = 4 * 1024 * 1024

interface PackEntry {
  readonly type: ObjectType | 'delta'
  readonly size: number
  /** Offset of what a delta is based on. */
  readonly base: number
  /** Where the zlib stream starts. */
  readonly start: number
}

interface PackOpening {
  readonly file: string
  readonly index: PackIndex
  readonly idBytes: number
  readonly handles: Handles
  readonly kept: Shelf<GitObject>
  /** Names this pack on the shelf. */
  readonly key: string
}

export function openPack({ file, index, idBytes, handles, kept, key }: PackOpening): Pack {
  function entryAt(offset: number): PackEntry {
    const bytes = handles.read(file, offset, 64)
    let at = 0
    const next = (): number => {
      const byte = bytes[at++]
      if (byte === undefined) throw new Damage('the pack ends early')
      return byte
    }
    let byte = next()
    const kind = (byte >> 4) & 7
    let size = byte & 15
    for (let factor = 16; byte & 128; factor *= 128) {
      byte = next()
      size += (byte & 127) * factor
    }
    const type = types[kind]
    if (type) return { type, size, base: -1, start: offset + at }
    if (kind === 6) {
      byte = next()
      let back = byte & 127
      while (byte & 128) {
        byte = next()
        back = (back + 1) * 128 + (byte & 127)
      }
      return { type: 'delta', size, base: offset - back, start: offset + at }
    }
    const base = kind === 7 ? index.find(bytes.subarray(at, at + idBytes)) : -1
    if (base < 0) throw new Damage('an entry of a kind that no pack has')
    return { type: 'delta', size, base, start: offset + at + idBytes }
  }

  function inflate({ start, size }: PackEntry): Buffer {
    const bound = size + (size >>> 10) + 128
    const data = inflateSync(handles.read(file, start, bound), { chunkSize: Math.max(64, size + 1) })
    if (data.length !== size) throw new Damage('an entry of another size')
    return data
  }

  /** Of a delta, from its first bytes; behind a large table of codes these say nothing yet. */
  function resultSize({ start }: PackEntry): number {
    const few = inflateStart(handles.read(file, start, 64))
    const sizes = deltaSizes(few)
    return sizes.start <= few.length ? sizes.result : deltaSizes(inflateStart(handles.read(file, start, surely))).result
  }

  function read(offset: number): GitObject {
    const chain: { readonly at: number; readonly delta: Buffer }[] = []
    let object: GitObject | undefined
    for (let at = offset; !object; ) {
      object = kept.get(`${key}:${at}`)
      if (object) break
      const entry = entryAt(at)
      if (entry.type === 'delta') {
        chain.push({ at, delta: inflate(entry) })
        if (chain.length > longestChain) throw new Damage('a delta without an end')
        at = entry.base
      } else {
        object = { type: entry.type, data: inflate(entry) }
        keep(at, object)
      }
    }
    for (const { at, delta } of chain.toReversed()) {
      object = { type: object.type, data: applyDelta(object.data, delta) }
      keep(at, object)
    }
    return object
  }

  function keep(offset: number, object: GitObject): void {
    if (object.data.length <= keptAtMost) kept.set(`${key}:${offset}`, object, object.data.length)
  }

  return {
    file,
    index,
    read,
    header(offset) {
      let entry = entryAt(offset)
      let size = entry.size
      if (entry.type === 'delta') size = resultSize(entry)
      while (entry.type === 'delta') entry = entryAt(entry.base)
      return { type: entry.type, size }
    },
    stream(offset) {
      const entry = entryAt(offset)
      if (entry.type === 'delta') return null
      return inflateStream(createReadStream(file, { start: entry.start, highWaterMark: 128 * 1024 }))
    },
  }
}

/** What the first bytes of a zlib stream say. */
export function inflateStart(bytes: Buffer): Buffer {
  return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: headerRoom })
}

/** One zlib stream; what follows it in the file is not read. */
export function inflateStream(source: Readable): Readable {
  return Readable.from(inflated(source), { objectMode: false })
}

async function* inflated(source: Readable): AsyncGenerator<Buffer> {
  const inflater = createInflate()
  source.on('error', error => inflater.destroy(error))
  source.pipe(inflater)
  try {
    yield* inflater
  } finally {
    source.destroy()
    inflater.destroy()
  }
}
