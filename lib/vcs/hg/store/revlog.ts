import { Problem } from '#std/problem.ts'
import { expandBeginning, expandChunk, noBytes, openData, readIfThere } from './data.ts'
import { applyDeltas } from './delta.ts'
import { hash, nullId } from './node.ts'
import { type Places, placesOf } from './places.ts'

/*
 * Revlog version 1. NAME.i holds 64 bytes a revision, big end first:
 *   u48 offset, u16 flags, i32 stored length, i32 text length, i32 delta base, i32 link, i32 parent 1, i32 parent 2,
 *   20 bytes node, 12 zeros
 * The first four bytes are the header instead of an offset: u16 flags (1 inline, 2 general delta), u16 version.
 * Inline: each entry is followed by its chunk. Else the chunks stand in NAME.d.
 */

const entrySize = 64
const inlineFlag = 0x1_0000
const generalDelta = 0x2_0000

/** What the entry's flags say about the text. */
export const flags = { censored: 0x8000, ellipsis: 0x4000, elsewhere: 0x2000 } as const

/** One history of texts: of a file, of the manifest, of the commits. Revision -1 is the empty one. */
export interface Revlog {
  readonly length: number
  node(revision: number): string
  /** The revision of a full hex node, else -1. */
  find(node: string): number
  first(revision: number): number
  second(revision: number): number
  /** Those of the two that it has. */
  parents(revision: number): readonly number[]
  /** The commit that brought it, by number. */
  link(revision: number): number
  /** Bytes of the text. */
  size(revision: number): number
  flags(revision: number): number
  text(revision: number): Buffer
  /** The first bytes of the text, two at least where it has them; they are not checked against its node. */
  beginning(revision: number): Buffer
  /** All nodes that begin with these hex digits. */
  startingWith(prefix: string): readonly number[]
  /** What it costs to keep. */
  readonly bytes: number
}

export interface RevlogOptions {
  /** Of the index; the data stands beside it. */
  readonly file: string
  /** Texts by their nodes. */
  readonly kept?: { get(node: string): Buffer | undefined; set(node: string, text: Buffer): void }
}

/** Reads the index now; where there is no such file nothing was ever written. */
export function openRevlog({ file, kept }: RevlogOptions): Revlog {
  const index = readIfThere(file) ?? noBytes
  const header = index.length ? index.readUInt32BE(0) : 1
  if ((header & 0xffff) !== 1 || header & ~(0xffff | inlineFlag | generalDelta)) {
    throw new Problem('unavailable', 'a Mercurial store of an unknown format', { file, header })
  }
  const inline = (header & inlineFlag) !== 0
  const starts = inline ? inlineStarts(index) : null
  const length = starts ? starts.length : Math.floor(index.length / entrySize)
  const at = (revision: number): number => (starts ? (starts[revision] ?? 0) : revision * entrySize)
  const field = (revision: number, offset: number): number => index.readInt32BE(at(revision) + offset)
  const data = openData(`${file.slice(0, -2)}.d`)
  const first = (revision: number): number => field(revision, 24)
  const second = (revision: number): number => field(revision, 28)
  const mark = (revision: number): number => index.readUInt16BE(at(revision) + 6)
  const head = (revision: number): number => field(revision, 32)
  let places: Places | null = null
  const node = (revision: number): string =>
    revision < 0 ? nullId : index.toString('hex', at(revision) + 32, at(revision) + 52)

  function chunk(revision: number): Buffer {
    return expandChunk(stored(revision))
  }

  function stored(revision: number): Buffer {
    const size = field(revision, 8)
    if (size === 0) return noBytes
    if (inline) return index.subarray(at(revision) + entrySize, at(revision) + entrySize + size)
    return data.read(revision === 0 ? 0 : index.readUIntBE(at(revision), 6), size)
  }

  function textOf(revision: number): Buffer {
    if (revision < 0) return noBytes
    const known = kept?.get(node(revision))
    if (known) return known
    const built = data.during(() => build(revision))
    if (mark(revision) === 0 && hash(node(first(revision)), node(second(revision)), built) !== node(revision)) {
      throw new Problem('unavailable', 'a text of the store is not what its node says', { file, revision })
    }
    kept?.set(node(revision), built)
    return built
  }

  function build(revision: number): Buffer {
    const chain: number[] = []
    let text: Buffer | undefined
    for (let current = revision; ; ) {
      const base = field(current, 16)
      text = kept?.get(node(current))
      if (text) break
      if (base === current || base < 0) {
        text = chunk(current)
        break
      }
      chain.push(current)
      current = header & generalDelta ? base : current - 1
    }
    return applyDeltas(text, chain.toReversed().map(chunk))
  }

  return {
    length,
    bytes: index.length + (starts?.length ?? 0) * 8 + length * 12,
    node,
    first,
    second,
    parents(revision) {
      const [one, two] = [first(revision), second(revision)]
      if (two < 0) return one < 0 ? [] : [one]
      return one < 0 ? [two] : [one, two]
    },
    link: revision => field(revision, 20),
    size: revision => field(revision, 12),
    flags: mark,
    find(hex) {
      const wanted = Buffer.from(hex, 'hex')
      if (wanted.length !== 20) return -1
      places ??= placesOf(length, head)
      return places.find(wanted.readInt32BE(0), revision =>
        wanted.equals(index.subarray(at(revision) + 32, at(revision) + 52)),
      )
    },
    startingWith(prefix) {
      const even = Buffer.from(prefix.slice(0, prefix.length & ~1), 'hex')
      const found: number[] = []
      for (let revision = 0; revision < length; revision++) {
        const start = at(revision) + 32
        if (
          index.compare(even, 0, even.length, start, start + even.length) === 0 &&
          node(revision).startsWith(prefix)
        ) {
          found.push(revision)
        }
      }
      return found
    },
    text: textOf,
    beginning(revision) {
      if (revision < 0) return noBytes
      const base = field(revision, 16)
      if (base !== revision && base >= 0) return textOf(revision)
      return data.during(() => expandBeginning(stored(revision), field(revision, 12)))
    },
  }
}

/** An entry whose chunk is still being written does not count. */
function inlineStarts(index: Buffer): Float64Array {
  const starts: number[] = []
  for (let at = 0; at + entrySize <= index.length; ) {
    const end = at + entrySize + index.readUInt32BE(at + 8)
    if (end > index.length) break
    starts.push(at)
    at = end
  }
  return Float64Array.from(starts)
}
