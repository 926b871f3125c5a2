// A pack index, version 2: ff 't' 'O' 'c', u32 version, 256 × u32 cumulative counts by first byte, n names sorted,
// n × u32 crc, n × u32 offset (bit 31: the rest is a place in the table that follows), u64 offsets, pack and own
// checksum.

/** Where the objects of one pack are. */
export interface PackIndex {
  readonly count: number
  /** The offset of an object in the pack, -1 where it is not. */
  find(id: Buffer): number
  idAt(position: number): Buffer
  offsetAt(position: number): number
  /** The last bytes of the pack this index belongs to. */
  readonly packChecksum: Buffer
}

const header = 8
const fanoutBytes = 256 * 4

/** Null for a version that we do not read. */
export function parseIndex(bytes: Buffer, idBytes: number): PackIndex | null {
  if (bytes.length < header + fanoutBytes || bytes.readUInt32BE(0) !== 0xff744f63 || bytes.readUInt32BE(4) !== 2)
    return null
  const count = bytes.readUInt32BE(header + 255 * 4)
  const names = header + fanoutBytes
  const offsets = names + count * (idBytes + 4)
  const large = offsets + count * 4
  if (bytes.length < large + 2 * idBytes) return null

  function offsetAt(position: number): number {
    const offset = bytes.readUInt32BE(offsets + position * 4)
    return offset < 0x80000000 ? offset : Number(bytes.readBigUInt64BE(large + (offset - 0x80000000) * 8))
  }
  return {
    count,
    offsetAt,
    idAt: position => bytes.subarray(names + position * idBytes, names + (position + 1) * idBytes),
    find(id) {
      const position = findSorted({ bytes, fanout: header, names, idBytes }, id)
      return position < 0 ? -1 : offsetAt(position)
    },
    packChecksum: bytes.subarray(bytes.length - 2 * idBytes, bytes.length - idBytes),
  }
}

interface SortedNames {
  readonly bytes: Buffer
  /** Where the cumulative counts and the names stand. */
  readonly fanout: number
  readonly names: number
  readonly idBytes: number
}

/**
 * Position of an id in a table of sorted ids with a fan-out, as pack indexes and commit-graphs have it; -1 where it
 * is not.
 */
export function findSorted({ bytes, fanout, names, idBytes }: SortedNames, id: Buffer): number {
  const first = id.readUInt8(0)
  const word = id.readUInt32BE(0)
  let low = first ? bytes.readUInt32BE(fanout + (first - 1) * 4) : 0
  let high = bytes.readUInt32BE(fanout + first * 4)
  while (low < high) {
    const middle = (low + high) >>> 1
    const place = names + middle * idBytes
    const order = bytes.readUInt32BE(place) - word || bytes.compare(id, 4, idBytes, place + 4, place + idBytes)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle
  }
  return -1
}
