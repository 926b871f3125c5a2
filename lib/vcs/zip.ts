import { pipeline, type Readable } from 'node:stream'
import { promisify } from 'node:util'
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib'
import { formatEnd, formatLocal, formatRecord, formatSums, type ZipFacts, type ZipSums } from './zip-records.ts'

export interface ZipEntry extends Pick<ZipFacts, 'name' | 'kind'> {
  /** Less than 4 GB; of a symlink where it leads. */
  readonly content: Buffer | Readable
}

const deflate = promisify(deflateRaw)

/** The bytes of a zip file whose entries all have this time. */
export async function* zip(entries: AsyncIterable<ZipEntry>, time: Date): AsyncGenerator<Buffer> {
  const records: Buffer[] = []
  let place = 0
  const passed = (bytes: Buffer): Buffer => {
    place += bytes.length
    return bytes
  }
  for await (const { name, kind, content } of entries) {
    const start = place
    const sums = { crc: 0, packed: 0, size: 0 }
    const facts: ZipFacts = { name, kind, time, isStreamed: !Buffer.isBuffer(content) }
    if (Buffer.isBuffer(content)) {
      const packed = await deflated(content, sums)
      yield passed(Buffer.concat([formatLocal(facts, sums), packed]))
    } else {
      yield passed(formatLocal(facts, sums))
      for await (const piece of deflating(content, sums)) yield passed(piece)
      yield passed(formatSums(sums))
    }
    records.push(formatRecord(facts, sums, start))
  }
  const start = place
  for (const bytes of records) yield passed(bytes)
  yield formatEnd(records.length, start, place - start)
}

async function deflated(content: Buffer, sums: ZipSums): Promise<Buffer> {
  const packed = await deflate(content)
  sums.crc = crc32(content)
  sums.size = content.length
  sums.packed = packed.length
  return packed
}

async function* deflating(content: Readable, sums: ZipSums): AsyncGenerator<Buffer> {
  content.on('data', (piece: Buffer) => {
    sums.crc = crc32(piece, sums.crc)
    sums.size += piece.length
  })
  // Errors destroy both.
  for await (const piece of pipeline(content, createDeflateRaw(), () => {})) {
    sums.packed += piece.length
    yield piece
  }
}
