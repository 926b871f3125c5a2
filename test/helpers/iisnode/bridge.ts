import type { Socket } from 'node:net'
import type { Application } from './application.ts'
import type { ByteReader } from './byte-reader.ts'
import { type ClientRequest, isChunked, readBody } from './client-request.ts'
import { passAnswer } from './node-response.ts'
import type { NodeProcess, Pipe } from './node-process.ts'
import type { IisnodeSettings } from './settings.ts'
import { write } from './write.ts'

export interface Bridged {
  readonly application: Application
  readonly settings: IisnodeSettings
  readonly request: ClientRequest
  /** Request line and headers for node. */
  readonly head: Buffer
  readonly client: { readonly socket: Socket; readonly reader: ByteReader }
  readonly addsChallenges: boolean
  readonly fault: (what: string) => void
}

/** The failure of iisnode itself, by its sub-status. */
export interface BridgeFailure {
  readonly status: number
  readonly subStatus: number
}

/** Carries one request to node and the answer back; true when the client's connection may go on. */
export async function bridge(bridged: Bridged): Promise<boolean | BridgeFailure> {
  const { application, settings, head } = bridged
  if (head.length > settings.maxRequestBufferSize) return { status: 500, subStatus: 1005 }
  const process = application.next()
  if (process.active >= settings.maxConcurrentRequestsPerProcess) return { status: 503, subStatus: 1002 }
  process.active++
  try {
    return await carry(bridged, process)
  } finally {
    process.active--
  }
}

async function carry(bridged: Bridged, process: NodeProcess): Promise<boolean | BridgeFailure> {
  const { request, client, settings, head, addsChallenges, fault } = bridged
  const pipe = await sendHead(process, head)
  if (typeof pipe === 'number') return { status: 500, subStatus: pipe }
  const broken = await sendBody(bridged, pipe)
  if (broken !== null) {
    pipe.socket.destroy()
    return { status: 500, subStatus: broken }
  }
  const answered = await passAnswer({
    client: client.socket,
    reader: pipe.reader,
    method: request.method,
    limit: settings.maxRequestBufferSize,
    addsChallenges,
    fault,
  })
  if (typeof answered !== 'number' && answered.pipe) process.returnPipe(pipe)
  else pipe.socket.destroy()
  return typeof answered === 'number' ? { status: 500, subStatus: answered } : answered.client
}

/** A pipe from the pool may have gone stale: then once more on a new one. */
async function sendHead(process: NodeProcess, head: Buffer): Promise<Pipe | number> {
  for (const fresh of [false, true]) {
    const pipe = await process.takePipe(fresh)
    if (typeof pipe === 'number') return pipe
    const wasIdle = pipe.idleSince !== null
    pipe.idleSince = null
    if (!pipe.reader.ended && (await write(pipe.socket, head))) return pipe
    if (!wasIdle) break
  }
  return 1009
}

/** Half duplex: not one byte of the answer is read before the last of the body is written. */
async function sendBody({ request, client, settings }: Bridged, pipe: Pipe): Promise<number | null> {
  const chunked = isChunked(request)
  const most = settings.initialRequestBufferSize - (chunked ? 66 : 0)
  try {
    for await (const piece of readBody(request, { ...client, most })) {
      const framed = [`${piece.length.toString(16)}\r\n`, piece.toString('latin1'), '\r\n'].join('')
      if (!(await write(pipe.socket, chunked ? framed : piece))) return 1010
    }
  } catch {
    return 1008
  }
  return !chunked || (await write(pipe.socket, '0\r\n\r\n')) ? null : 1010
}
