import { createServer, type RequestListener, type Server } from 'node:http'
import type { ListenOptions } from 'node:net'
import { Problem } from '#std/problem.ts'

const patience = 10_000

/**
 * Node's server with the limits iisnode needs: it keeps pipes idle, sends long pushes and large tickets, and has no
 * time-out of its own.
 */
export function makeServer(listener: RequestListener): Server {
  const server = createServer(
    { maxHeaderSize: 65_536, keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, requireHostHeader: true },
    listener,
  )
  server.timeout = 0
  // Node drops what is over the count, and what the host itself says comes last
  server.maxHeadersCount = 0
  return server
}

/** Opens the server there, or tells in a Problem why it cannot be. */
export async function openServer(server: Server, where: ListenOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', error => reject(listenProblem(error, where)))
  server.listen(where, resolve)
  await promise
  server.removeAllListeners('error')
}

/** Lets the running requests end for some seconds, then closes their connections. */
export async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), patience)
  await promise
  clearTimeout(timer)
}

function listenProblem(error: NodeJS.ErrnoException, where: ListenOptions): unknown {
  const facts = where.path === undefined ? { host: where.host, port: where.port } : { pipe: where.path }
  switch (error.code) {
    case 'EADDRINUSE':
      return new Problem(
        'conflict',
        'another program listens there already: stop it or choose another port',
        facts,
        error,
      )
    case 'EACCES':
      return new Problem('unavailable', 'this account may not listen there: choose a port above 1023', facts, error)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Problem('unavailable', 'this machine has no such address: correct host in [server:main]', facts, error)
    default:
      return error
  }
}
