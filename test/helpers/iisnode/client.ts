import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import type { Readable } from 'node:stream'

export interface Asked {
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer | Readable
  /** Signed on by Windows as `CORP\alice`. */
  readonly as?: string
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** One request as a browser sends it; the path goes out as it is written. */
export async function ask(origin: string, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, as } = asked
  const authorization = as === undefined ? {} : { Authorization: ticket(as) }
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false })
    const outgoing = httpRequest({ hostname, port, path, method, agent, headers: { ...authorization, ...headers } })
    outgoing.on('error', reject)
    outgoing.on('response', response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(pieces).toString() })
      })
    })
    if (typeof body === 'object' && 'pipe' in body) body.pipe(outgoing)
    else outgoing.end(body)
  })
}

/** The value of Authorization that signs on as this account. */
export function ticket(user: string): string {
  return Buffer.from(`Negotiate test:${user}`, 'utf8').toString('latin1')
}

/** Sends these bytes (text is latin1) and gives back all that comes until the connection closes. */
export async function speak(origin: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    const pieces: Buffer[] = []
    socket.on('data', piece => pieces.push(piece))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')))
    socket.write(bytes, 'latin1')
  })
}

/** A GET with exactly these header lines between Host and the end, on a connection of its own. */
export async function speakHeaders(origin: string, path: string, lines: readonly string[]): Promise<string> {
  const head = [`GET ${path} HTTP/1.1`, `Host: ${new URL(origin).host}`, 'Connection: close', ...lines]
  return speak(origin, `${head.join('\r\n')}\r\n\r\n`)
}
