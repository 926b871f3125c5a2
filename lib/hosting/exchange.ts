import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { tracer } from '#trace/trace.ts'

const trace = tracer('hosting:exchange')

// iisnode keeps the remaining length in 32 bits
const tooLong = 0xffff_ffff

/**
 * Makes one request and its answer safe for a client that reads no byte of the answer before it has sent the whole
 * request, and that believes the answer's length: iisnode, and Mercurial.
 */
export function guardExchange(request: IncomingMessage, response: ServerResponse): void {
  response.strictContentLength = true
  guardHead(response)
  relievePressure(request, response)
  drainBody(request, response)
}

/** iisnode takes any 1xx for the answer and gives the pipe, with the real answer still in it, to the next visitor. */
function neverInterim(): never {
  throw new Error('1xx answers and trailers are never sent')
}

function guardHead(response: ServerResponse): void {
  Object.assign(response, {
    writeContinue: neverInterim,
    writeProcessing: neverInterim,
    writeEarlyHints: neverInterim,
    addTrailers: neverInterim,
  })
  const writeHead = response.writeHead
  response.writeHead = (status: number, ...rest: (Headers | string | undefined)[]): typeof response => {
    if (status < 200) neverInterim()
    for (const [name, value] of Object.entries(response.getHeaders())) {
      if (!isSafe(name, value)) response.removeHeader(name)
    }
    return Reflect.apply(writeHead, response, [status, ...rest.map(safeHeaders)])
  }
}

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[]

function safeHeaders(headers: Headers | string | undefined): Headers | string | undefined {
  if (typeof headers !== 'object') return headers
  if (!Array.isArray(headers)) {
    return Object.fromEntries(Object.entries(headers).filter(([name, value]) => isSafe(name, value)))
  }
  return headers.filter((_, index) => isSafe(headers[index & ~1], headers[index | 1]))
}

/** `Connection: close` would cut the request off; a length that iisnode cannot count is left to chunks. */
function isSafe(name: unknown, value: unknown): boolean {
  const header = String(name).toLowerCase()
  return header !== 'connection' && (header !== 'content-length' || Number(value) < tooLong)
}

/**
 * While the request is still coming nobody reads the answer: it waits in memory instead of stopping whoever makes
 * it.
 */
function relievePressure(request: IncomingMessage, response: ServerResponse): void {
  const needsDrain = () => Reflect.get(Object.getPrototypeOf(response), 'writableNeedDrain', response) === true
  Object.defineProperty(response, 'writableNeedDrain', { get: () => request.complete && needsDrain() })
  const write = response.write
  response.write = (...chunk: unknown[]): boolean => {
    const goOn = orBreak(response, true, () => Reflect.apply(write, response, chunk))
    return goOn || !request.complete
  }
}

/** Reads the rest of the body when the answer is made, however the handler left it. */
function drainBody(request: IncomingMessage, response: ServerResponse): void {
  const { socket, destroy } = request
  const drain = () => {
    // a loop over the body that is left takes the socket away from the request, and still listens
    request.socket = socket
    if (request.listenerCount('readable') > 0) request.removeAllListeners('readable')
    request.unpipe()
    request.resume()
  }
  if (request.method === 'GET' || request.method === 'HEAD') drain()
  request.destroy = (error?: Error): typeof request => {
    // a loop over the body that is left early destroys it, and with it the connection
    if (request.complete || socket.destroyed) return Reflect.apply(destroy, request, [error])
    drain()
    return request
  }
  const end = response.end
  response.end = (...chunk: unknown[]): typeof response => {
    drain()
    const finish = () => orBreak(response, response, () => Reflect.apply(end, response, chunk))
    const keepsConnection = response.shouldKeepAlive && request.httpVersion === '1.1'
    if (keepsConnection || request.complete) return finish()
    // the end of this answer may close the connection: not while the client still writes
    request.once('end', finish)
    return response
  }
}

/** A wrong Content-Length costs the connection it was sent on, not the process. */
function orBreak<Result>(response: ServerResponse, otherwise: Result, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_HTTP_CONTENT_LENGTH_MISMATCH')) throw error
    trace('broken off: %s', error.message)
    response.destroy()
    return otherwise
  }
}
