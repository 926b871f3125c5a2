import { Readable } from 'node:stream'

/** The first and the last byte that are wanted, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * `bytes=0-499`, `bytes=500-`, `bytes=-500`. Several ranges, and what is none, are answered with everything: null.
 * RFC 9110 14.2 allows that.
 */
export function parseRange(header: string, size: number): ByteRange | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? []
  if (first === '' && last === '') return null
  if (first === '')
    return Number(last) === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - Number(last)), end: size - 1 }
  const [start, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)]
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'outside' : { start, end }
}

/** Those bytes of a file alone. */
export function cutRange(body: Readable | Buffer, { start, end }: ByteRange): Readable | Buffer {
  return Buffer.isBuffer(body)
    ? body.subarray(start, end + 1)
    : Readable.from(cut(body, start, end), { objectMode: false })
}

async function* cut(body: Readable, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    // a byte stream gives buffers
    const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at))
    at += chunk.length
    if (piece.length > 0) yield piece
    if (at > end) return
  }
}
