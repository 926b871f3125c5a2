import type { Socket } from 'node:net'
import type { Application } from './application.ts'
import type { ByteReader } from './byte-reader.ts'
import { type ClientRequest, isChunked, readBody } from './client-request.ts'
import type { Failure } from './iis-answer.ts'
import type { NodeProcess } from './node-process.ts'
import { passAnswer } from './node-response.ts'
import type { Pipe } from './pipe-pool.ts'
import type { SiteConfig } from './web-config.ts'
import { write } from './write.ts'

export interface Bridged {
  readonly application: Application
  readonly config: SiteConfig
  readonly request: ClientRequest
  /** Request line and headers for node. */
  readonly head: Buffer
  readonly client: { readonly socket: Socket; readonly reader: ByteReader }
  readonly addsChallenges: boolean
  /** Lines that IIS puts behind the headers of every answer. */
  readonly adds: readonly string[]
  readonly fault: (what: string) => void
}

/** Carries one request to node and the answer back; true when the client's connection may go on. */
export async function bridge(bridged: Bridged): Promise<boolean | Failure> {
  const { application, config, head } = bridged
  if (head.length > config.settings.maxRequestBufferSize) return { status: 500, subStatus: 1005 }
  const process = application.next(config)
  if (!process.enter()) return { status: 503, subStatus: 1002 }
  try {
    return await carry(bridged, process)
  } finally {
    process.leave()
  }
}

async function carry(bridged: Bridged, process: NodeProcess): Promise<boolean | Failure> {
  const { request, client, config, head, addsChallenges, adds, fault } = bridged
  const pipe = await sendHead(process, head)
  if (typeof pipe === 'number') return { status: 500, subStatus: pipe }
  const broken = await sendBody(bridged, pipe)
  if (broken !== null) {
    pipe.socket.destroy()
    return { status: 500, subStatus: broken }
  }
  const { method } = request
  const answered = await passAnswer({
    client: client.socket,
    reader: pipe.reader,
    method,
    config,
    addsChallenges,
    adds,
    fault,
  })
  if (typeof answered !== 'number' && answered.pipe) process.pool.give(pipe)
  else pipe.socket.destroy()
  return typeof answered === 'number' ? { status: 500, subStatus: answered } : answered.client
}

/** A pipe from the pool may have gone stale: then once more on a new one. */
async function sendHead(process: NodeProcess, head: Buffer): Promise<Pipe | number> {
  const idle = process.pool.take()
  if (idle !== null && (await sendOn(idle, head))) return idle
  const fresh = await process.connect()
  if (typeof fresh === 'number') return fresh
  return (await sendOn(fresh, head)) ? fresh : 1009
}

async function sendOn(pipe: Pipe, head: Buffer): Promise<boolean> {
  pipe.idleSince = null
  const sent = !pipe.reader.ended && (await write(pipe.socket, head))
  if (!sent) pipe.socket.destroy()
  return sent
}

/** Half duplex: not one byte of the answer is read before the last of the body is written. */
async function sendBody({ request, client, config }: Bridged, pipe: Pipe): Promise<number | null> {
  const chunked = isChunked(request)
  const most = config.settings.initialRequestBufferSize - (chunked ? 66 : 0)
  try {
    for await (const piece of readBody(request, { ...client, most })) {
      if (!(await write(pipe.socket, chunked ? framed(piece) : piece))) return 1010
    }
  } catch {
    return 1008
  }
  return !chunked || (await write(pipe.socket, '0\r\n\r\n')) ? null : 1010
}

function framed(piece: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
}
