import type { Socket } from 'node:net'
import type { ByteReader } from './byte-reader.ts'

export type HeaderLine = readonly [name: string, value: string]

/** One request as a client sent it. Text is latin1: one character, one byte. */
export interface ClientRequest {
  readonly method: string
  readonly target: string
  /** `1.1` */
  readonly version: string
  readonly headers: readonly HeaderLine[]
  /** Bytes of the request line and headers. */
  readonly size: number
}

/** Reads request line and headers; null when the client closed or wrote no HTTP. */
export async function readRequest(reader: ByteReader): Promise<ClientRequest | null> {
  const head = await reader.until('\r\n\r\n', 4_000_000)
  if (head === null) return null
  const [first = '', ...lines] = head.toString('latin1').slice(0, -4).split('\r\n')
  const [, method, target, version] = /^(\S+) (.*) HTTP\/(\d\.\d)$/s.exec(first) ?? []
  if (method === undefined || target === undefined || version === undefined) return null
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { method, target, version, headers, size: head.length }
}

/** The value of a header, its repetitions joined as http.sys joins them; null when it is missing. */
export function headerOf({ headers }: Pick<ClientRequest, 'headers'>, name: string): string | null {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
  return values.length === 0 ? null : values.join(name === 'cookie' ? '; ' : ', ')
}

export function isChunked(request: ClientRequest): boolean {
  return /chunked/i.test(headerOf(request, 'transfer-encoding') ?? '')
}

/** The body in pieces of at most `most` bytes, chunks taken apart; answers `Expect` when its first byte is wanted. */
export async function* readBody(
  request: ClientRequest,
  { socket, reader, most }: { socket: Socket; reader: ByteReader; most: number },
): AsyncGenerator<Buffer> {
  const length = Number(headerOf(request, 'content-length') ?? 0)
  const chunked = isChunked(request)
  if (!chunked && length === 0) return
  if (/100-continue/i.test(headerOf(request, 'expect') ?? '')) socket.write('HTTP/1.1 100 Continue\r\n\r\n')
  if (chunked) return yield* readChunks(reader, most)
  yield* readLength(reader, length, most)
}

/** Exactly so many bytes, in pieces; throws when the connection ends before. */
export async function* readLength(reader: ByteReader, length: number, most: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0; ) {
    const piece = await reader.some(Math.min(left, most))
    if (piece === null) throw new Error('the connection ended inside a body')
    left -= piece.length
    yield piece
  }
}

async function* readChunks(reader: ByteReader, most: number): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await reader.until('\r\n', 4096)
    const size = Number.parseInt(line?.toString('latin1') ?? '', 16)
    if (Number.isNaN(size)) throw new Error('the connection ended inside a chunk')
    if (size === 0) break
    yield* readLength(reader, size, most)
    await reader.until('\r\n', 2)
  }
  // trailers are lost in IIS
  for (let line = await reader.until('\r\n', 4096); line !== null && line.length > 2; ) {
    line = await reader.until('\r\n', 4096)
  }
}
