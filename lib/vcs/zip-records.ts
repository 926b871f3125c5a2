import { isUtf8 } from 'node:buffer'

/*
 * Numbers little end first. A zip file: for each entry LOCAL, its packed bytes and perhaps SUMS; a RECORD of each; END.
 *   LOCAL:  PK 03 04, FACTS, name, time
 *   SUMS:   PK 07 08, u32 checksum, u32 packed size, u32 size
 *   RECORD: PK 01 02, u8 version that made it, u8 3 (modes are those of Unix), FACTS, u16 × 3 zero, u32 mode << 16,
 *           u32 where LOCAL stands, name, time, [u16 1, u16 8, u64 where LOCAL stands]
 *   FACTS:  u16 version that reads it, u16 flags (1 << 3: SUMS follow the bytes; 1 << 11: the name is UTF-8),
 *           u16 8 (deflated), u16 time, u16 date, the numbers of SUMS, u16 length of the name, u16 of what follows it
 *   time:   u16 0x5455, u16 5, u8 1, i32 seconds
 *   END:    PK 05 06, u16 × 2 zero, u16 × 2 number of records, u32 their size, u32 where they stand, u16 zero
 * Where a number in END, or a place, is too large all its bits are set. Such an END comes after
 *   PK 06 06, u64 44, u16 × 2 version, u32 × 2 zero, u64 × 2 number of records, u64 their size, u64 where they stand
 *   PK 06 07, u32 zero, u64 where the line above stands, u32 1
 */

/** What the headers say of an entry. */
export interface ZipFacts {
  /** With slashes; what is no UTF-8 is written as it is, as git does. */
  readonly name: Buffer
  readonly kind: 'file' | 'executable' | 'symlink'
  readonly time: Date
  /** Its sums were not known before its bytes. */
  readonly isStreamed: boolean
}

export interface ZipSums {
  crc: number
  packed: number
  size: number
}

const modes = { file: 0o100644, executable: 0o100755, symlink: 0o120777 } as const
const versions = { usual: 20, large: 45 } as const
const most = { u16: 0xffff, u32: 0xffff_ffff } as const

export function formatLocal(facts: ZipFacts, sums: ZipSums): Buffer {
  return Buffer.concat([mark(3, 4), formatFacts(facts, sums), facts.name, formatTime(facts.time)])
}

export function formatSums({ crc, packed, size }: ZipSums): Buffer {
  return Buffer.concat([mark(7, 8), u32(crc, packed, size)])
}

export function formatRecord(facts: ZipFacts, sums: ZipSums, place: number): Buffer {
  const isFar = place >= most.u32
  const far = isFar ? Buffer.concat([u16(1, 8), u64(place)]) : Buffer.alloc(0)
  return Buffer.concat([
    mark(1, 2),
    Buffer.of(versions.large, 3),
    formatFacts(facts, sums, far.length),
    u16(0, 0, 0),
    u32(modes[facts.kind] * 0x1_0000, isFar ? most.u32 : place),
    facts.name,
    formatTime(facts.time),
    far,
  ])
}

function formatFacts({ name, time, isStreamed }: ZipFacts, { crc, packed, size }: ZipSums, more = 0): Buffer {
  const flags = (isStreamed ? 1 << 3 : 0) | (isUtf8(name) ? 1 << 11 : 0)
  return Buffer.concat([
    u16(more === 0 ? versions.usual : versions.large, flags, 8, ...dosTime(time)),
    u32(crc, packed, size),
    u16(name.length, formatTime(time).length + more),
  ])
}

function formatTime(time: Date): Buffer {
  const seconds = Buffer.alloc(4)
  seconds.writeInt32LE(Math.min(Math.max(Math.floor(time.getTime() / 1000), -0x8000_0000), 0x7fff_ffff))
  return Buffer.concat([u16(0x5455, 5), Buffer.of(1), seconds])
}

/** UTC, as Mercurial writes it: from 1980 to 2107, in steps of two seconds. */
function dosTime(time: Date): readonly [number, number] {
  const first = Date.UTC(1980, 0, 1)
  const last = Date.UTC(2107, 11, 31, 23, 59, 58)
  const at = new Date(Math.min(Math.max(time.getTime(), first), last))
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ]
}

export function formatEnd(count: number, place: number, size: number): Buffer {
  const isLarge = count >= most.u16 || place >= most.u32 || size >= most.u32
  const number = Math.min(count, most.u16)
  return Buffer.concat([
    isLarge ? formatLargeEnd(count, place, size) : Buffer.alloc(0),
    mark(5, 6),
    u16(0, 0, number, number),
    u32(Math.min(size, most.u32), Math.min(place, most.u32)),
    u16(0),
  ])
}

function formatLargeEnd(count: number, place: number, size: number): Buffer {
  const { large } = versions
  return Buffer.concat([
    mark(6, 6),
    u64(44),
    u16(large, large),
    u32(0, 0),
    u64(count, count, size, place),
    mark(6, 7),
    u32(0),
    u64(place + size),
    u32(1),
  ])
}

function mark(one: number, two: number): Buffer {
  return Buffer.of(0x50, 0x4b, one, two)
}

// Little end first, as all processors have it that this runs on.
const u16 = (...numbers: readonly number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer)
const u32 = (...numbers: readonly number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer)
const u64 = (...numbers: readonly number[]): Buffer => Buffer.from(BigUint64Array.from(numbers.map(BigInt)).buffer)
