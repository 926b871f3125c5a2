import { readFileSync } from 'node:fs'
import { type BloomSettings, mayContain } from './bloom.ts'
import { Damage } from './damage.ts'
import { findSorted } from './pack-index.ts'

// CGPH, version 1, hash version, number of chunks, number of base graphs; then (id, u64 place) of each chunk: OIDF
// fan-out,
// OIDL ids, CDAT a commit each (tree, u32 parent, u32 parent or bit 31 and a place in EDGE, u64 generation 30 bits
// and date
// 34 bits), EDGE parents from the second on (bit 31 at the last), BIDX ends of filters, BDAT settings and filters.

const none = 0x70000000

/** One file of a commit-graph. Positions are its own; parents are positions in the whole chain. */
interface Layer {
  readonly count: number
  /** Position of its first commit in the chain. */
  readonly first: number
  readonly bytes: Buffer
  /** Where the chunks start; 0 for those that are not there. */
  readonly fanout: number
  readonly ids: number
  readonly rows: number
  readonly edges: number
  readonly filterEnds: number
  readonly filters: number
  readonly bloom: BloomSettings | null
}

/** What git wrote down about commits: parents, dates, trees and changed paths without reading the commits. */
export interface CommitGraph {
  readonly count: number
  /** Position, -1 where the commit is not in the graph. */
  find(id: Buffer): number
  idAt(position: number): Buffer
  treeAt(position: number): Buffer
  /** Seconds. */
  dateAt(position: number): number
  generationAt(position: number): number
  parentsAt(position: number): number[]
  /** Of the filters; null where the graph has none. */
  readonly bloom: BloomSettings | null
  /** False only when the commit surely changed no such path against its first parent. */
  mayHaveChanged(position: number, key: Uint32Array): boolean
}

/** Null where there is none, or one that we do not read. */
export function readCommitGraph(objects: string, idBytes: number): CommitGraph | null {
  try {
    const files = graphFiles(objects)
    const layers: Layer[] = []
    let first = 0
    for (const file of files) {
      const layer = parseLayer(readFileSync(file), first, idBytes)
      if (!layer) return null
      layers.push(layer)
      first += layer.count
    }
    return layers.length ? join(layers, idBytes) : null
  } catch {
    return null
  }
}

function graphFiles(objects: string): string[] {
  const folder = `${objects}/info/commit-graphs`
  try {
    const chain = readFileSync(`${folder}/commit-graph-chain`, 'latin1')
    return chain
      .split('\n')
      .filter(Boolean)
      .map(hash => `${folder}/graph-${hash}.graph`)
  } catch {
    return [`${objects}/info/commit-graph`]
  }
}

function parseLayer(bytes: Buffer, first: number, idBytes: number): Layer | null {
  const known = bytes.toString('latin1', 0, 4) === 'CGPH' && bytes[4] === 1 && bytes[5] === (idBytes === 20 ? 1 : 2)
  if (!known) return null
  const chunks: Record<string, number> = {}
  for (let chunk = 0; chunk < (bytes[6] ?? 0); chunk++) {
    const place = 8 + chunk * 12
    chunks[bytes.toString('latin1', place, place + 4)] = Number(bytes.readBigUInt64BE(place + 4))
  }
  const { OIDF: fanout = 0, OIDL: ids = 0, CDAT: rows = 0, EDGE = 0, BIDX = 0, BDAT = 0 } = chunks
  if (!fanout || !ids || !rows) return null
  const bloom = BIDX && BDAT ? { version: bytes.readUInt32BE(BDAT), hashes: bytes.readUInt32BE(BDAT + 4) } : null
  const count = bytes.readUInt32BE(fanout + 255 * 4)
  return { count, first, bytes, fanout, ids, rows, edges: EDGE, filterEnds: BIDX, filters: BDAT && BDAT + 12, bloom }
}

function join(layers: readonly Layer[], idBytes: number): CommitGraph {
  const row = idBytes + 16
  const last = layers.at(-1)
  const count = last ? last.first + last.count : 0
  const bloom = layers.map(layer => layer.bloom).find(settings => settings !== null) ?? null

  function layerAt(position: number): Layer {
    for (let number = layers.length - 1; number >= 0; number--) {
      const layer = layers[number]
      if (layer && position >= layer.first) return layer
    }
    throw new Damage('no such position')
  }
  const place = (layer: Layer, position: number): number => layer.rows + (position - layer.first) * row

  return {
    count,
    bloom,
    find(id) {
      for (const { bytes, fanout, ids, first } of layers) {
        const position = findSorted({ bytes, fanout, names: ids, idBytes }, id)
        if (position >= 0) return first + position
      }
      return -1
    },
    idAt(position) {
      const layer = layerAt(position)
      const at = layer.ids + (position - layer.first) * idBytes
      return layer.bytes.subarray(at, at + idBytes)
    },
    treeAt(position) {
      const layer = layerAt(position)
      const at = place(layer, position)
      return layer.bytes.subarray(at, at + idBytes)
    },
    dateAt(position) {
      const layer = layerAt(position)
      const at = place(layer, position) + idBytes + 8
      return (layer.bytes.readUInt32BE(at) & 3) * 0x100000000 + layer.bytes.readUInt32BE(at + 4)
    },
    generationAt(position) {
      const layer = layerAt(position)
      return layer.bytes.readUInt32BE(place(layer, position) + idBytes + 8) >>> 2
    },
    parentsAt(position) {
      const layer = layerAt(position)
      const at = place(layer, position) + idBytes
      const one = layer.bytes.readUInt32BE(at)
      const two = layer.bytes.readUInt32BE(at + 4)
      if (one === none) return []
      if (two === none) return [one]
      return two < 0x80000000 ? [one, two] : [one, ...listEdges(layer, two - 0x80000000)]
    },
    mayHaveChanged(position, key) {
      const layer = layerAt(position)
      if (!layer.filters || layer.bloom?.version !== bloom?.version) return true
      const at = layer.filterEnds + (position - layer.first) * 4
      const start = position > layer.first ? layer.bytes.readUInt32BE(at - 4) : 0
      return mayContain(layer.bytes, layer.filters + start, layer.bytes.readUInt32BE(at) - start, key)
    },
  }
}

function listEdges({ bytes, edges: table }: Layer, start: number): number[] {
  const found: number[] = []
  for (let at = table + start * 4; ; at += 4) {
    const edge = bytes.readUInt32BE(at)
    found.push(edge & 0x7fffffff)
    if (edge >= 0x80000000) return found
  }
}
