import type { Socket } from 'node:net'
import type { ByteReader } from './byte-reader.ts'
import { type ClientRequest, headerOf, readBody } from './client-request.ts'
import type { Connection } from './windows-authentication.ts'
import { write } from './write.ts'

/** Who is at the other end. */
export interface Client {
  readonly socket: Socket
  readonly reader: ByteReader
  readonly connection: Connection
}

/** How a request fails in IIS or in iisnode; the sub-status goes into the log. */
export interface Failure {
  readonly status: number
  readonly subStatus: number
  /** Lines beside those of every page. */
  readonly headers?: readonly string[]
}

/** IIS takes in what the client still sends before it answers. */
export async function refuse({ socket, reader }: Client, request: ClientRequest, failure: Failure): Promise<boolean> {
  const isAsking = headerOf(request, 'expect') !== null
  if (!isAsking) for await (const piece of readBody(request, { socket, reader, most: 65_536 })) void piece
  return (await answer(socket, failure)) && !isAsking
}

/** A page of IIS itself, its sub-status in a header for the test. */
export async function answer(socket: Socket, { status, subStatus, headers = [] }: Failure): Promise<boolean> {
  const body = `<!DOCTYPE html><title>${status}.${subStatus}</title>\n`
  const head = [
    `HTTP/1.1 ${status} by-iis`,
    'Content-Type: text/html',
    'Server: Microsoft-IIS/10.0',
    `X-Emul-Substatus: ${subStatus}`,
    ...headers,
    `Content-Length: ${body.length}`,
  ]
  return write(socket, `${head.join('\r\n')}\r\n\r\n${body}`)
}
