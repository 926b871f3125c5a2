import type { Socket } from 'node:net'
import type { ByteReader } from './byte-reader.ts'
import { challenges } from './windows-authentication.ts'
import { write } from './write.ts'

export interface Answering {
  readonly client: Socket
  readonly reader: ByteReader
  readonly method: string
  /** The most that request line and headers, either way, may take. */
  readonly limit: number
  /** Behind every 401 of the application where Windows authentication is on beside anonymous. */
  readonly addsChallenges: boolean
  readonly fault: (what: string) => void
}

/**
 * What became of an answer: a sub-status when nothing was sent yet, else whether pipe and client connection live
 * on.
 */
export type Answered = number | { readonly pipe: boolean; readonly client: boolean }

/** Passes an answer of node on as iisnode does: it believes what the first line and the lengths say. */
export async function passAnswer(answering: Answering): Promise<Answered> {
  const { reader, client, method, fault } = answering
  const bytes = await reader.until('\r\n\r\n', answering.limit)
  if (bytes === null) return reader.waiting > 0 ? 1014 : 1011
  const [first = '', ...lines] = bytes.toString('latin1').slice(0, -4).split('\r\n')
  const [, status = '', reason = ''] = /^HTTP\/.{4}(\d{3})(?:\.\d+)?(?: (.*))?$/s.exec(first) ?? []
  if (status === '') return 1013
  const find = (name: string) =>
    lines
      .find(line => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const isInterim = status.startsWith('1') && status !== '101'
  if (isInterim) fault(`node sent "${first}", which iisnode takes for the whole answer`)
  const isBodyless = isInterim || status === '204' || status === '304' || method === 'HEAD'
  const closes = !isBodyless && /^close$/i.test(find('connection') ?? '')
  const kept = lines.filter(line => !/^connection:/i.test(line))
  if (status === '401' && answering.addsChallenges) kept.push(...challenges.map(each => `WWW-Authenticate: ${each}`))
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    ...kept,
    'Server: Microsoft-IIS/10.0',
    ...(closes ? ['Connection: close'] : []),
  ]
  if (!(await write(client, `${head.join('\r\n')}\r\n\r\n`))) return { pipe: false, client: false }
  if (isBodyless) return { pipe: true, client: true }
  if (closes) return { pipe: false, client: (await passRest(answering)) && false }
  const length = find('content-length')
  const whole = length === undefined ? await passChunks(answering) : await passLength(answering, Number(length))
  return { pipe: whole, client: whole }
}

/** Until the pipe breaks, which is taken for the end whatever the reason. */
async function passRest({ reader, client }: Answering): Promise<boolean> {
  for (let piece = await reader.some(65_536); piece !== null; piece = await reader.some(65_536)) {
    if (!(await write(client, piece))) return false
  }
  return true
}

async function passLength(answering: Answering, length: number): Promise<boolean> {
  const { reader, client, fault } = answering
  // the rest is counted in 32 bits
  for (let left = length % 2 ** 32; left > 0; ) {
    const piece = await reader.some(Math.min(left, 65_536))
    if (piece === null || !(await write(client, piece))) return false
    left -= piece.length
  }
  if (length >= 2 ** 32) fault(`Content-Length ${length} is beyond 32 bits: a thread of w3wp.exe spins for ever`)
  return length < 2 ** 32
}

/** The framing is passed on as it is; behind the last chunk exactly an empty line is expected. */
async function passChunks(answering: Answering): Promise<boolean> {
  const { reader, client, fault } = answering
  for (;;) {
    const line = await reader.until('\r\n', 4096)
    const size = Number.parseInt(line?.toString('latin1') ?? '', 16)
    if (line === null || Number.isNaN(size)) {
      if (line !== null) fault(`no chunk begins with ${JSON.stringify(line.toString('latin1'))}`)
      return false
    }
    if (!(await write(client, line))) return false
    if (size === 0) break
    for (let left = size + 2; left > 0; ) {
      const piece = await reader.some(left)
      if (piece === null || !(await write(client, piece))) return false
      left -= piece.length
    }
  }
  const end = await reader.until('\r\n', 4096)
  if (end?.length !== 2) fault('something stands between the last chunk and its end: trailers corrupt the pipe')
  return end !== null && (await write(client, end)) && end.length === 2
}
