import { createServer, type Server, type Socket } from 'node:net'
import type { Application } from './application.ts'
import { bridge } from './bridge.ts'
import { ByteReader } from './byte-reader.ts'
import { type ClientRequest, headerOf, readRequest } from './client-request.ts'
import { answer, type Client, refuse } from './iis-answer.ts'
import type { LiveConfig } from './live-config.ts'
import { nodeRequest, type Variables } from './node-request.ts'
import { refusedByFiltering, refusedByHttpSys } from './request-filter.ts'
import { percentDecode, targetOf } from './target.ts'
import { serverVariables } from './variables.ts'
import type { SiteConfig } from './web-config.ts'
import type { WebSite } from './web-site.ts'
import { authenticate, type Connection, type Identity } from './windows-authentication.ts'

export interface Served {
  readonly site: WebSite
  readonly config: LiveConfig
  readonly application: Application
  readonly fault: (what: string) => void
}

export interface WebServer {
  readonly port: number
  /** Mounts another application below the same host name and port. */
  add(served: Served): void
  close(): Promise<void>
}

/** Listens on loopback for the clients of one site. */
export async function openWebServer(first: Served): Promise<WebServer> {
  const mounted = [first]
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    serveConnection(mounted, socket).catch(error => {
      first.fault(`the stand-in failed: ${error instanceof Error ? error.stack : error}`)
      socket.destroy()
    })
  })
  const port = await listen(server)
  return {
    port,
    add(served) {
      mounted.push(served)
      mounted.sort((left, right) => right.site.base.length - left.site.base.length) // the root has all other paths
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

async function serveConnection(mounted: readonly Served[], socket: Socket): Promise<void> {
  const reader = new ByteReader(socket)
  const connection: Connection = { identity: null }
  for (;;) {
    const request = await readRequest(reader)
    if (request === null) {
      if (reader.waiting > 0) await answer(socket, { status: 400, subStatus: 0 })
      break
    }
    const wantsClose = /^close$/i.test(headerOf(request, 'connection') ?? '') || request.version === '1.0'
    const served = mounted.find(({ site }) => isBelow(request.target, site.base)) ?? mounted[0]
    if (served === undefined) throw new Error('nothing is mounted here')
    const goesOn = await serve(served, request, { socket, reader, connection })
    if (!goesOn || wantsClose) break
  }
  socket.end()
}

async function serve(
  { site, config: live, application, fault }: Served,
  request: ClientRequest,
  client: Client,
): Promise<boolean> {
  const config = live.current()
  if ('subStatus' in config) return refuse(client, request, config)
  const refusal =
    refusedByHttpSys(request, site.maxRequestBytes) ??
    (site.filtering ? refusedByFiltering(request, config.filtering) : null)
  if (refusal !== null) return refuse(client, request, { status: refusal[0], subStatus: refusal[1] })
  const { connection } = client
  const signedOn = site.signOn
    ? await site.signOn(headerOf(request, 'authorization') ?? '', connection)
    : authenticate(request, { mode: site.authentication, connection, ticket: site.ticket })
  if ('challenges' in signedOn) {
    const headers = signedOn.challenges.map(each => `WWW-Authenticate: ${each}`)
    return refuse(client, request, { status: 401, subStatus: 2, headers })
  }
  if (!isBelow(request.target, site.base)) return refuse(client, request, { status: 404, subStatus: 0 })
  const carried = await bridge({
    application,
    config,
    request,
    head: headFor(site, config, { request, client, identity: signedOn.identity }),
    client,
    addsChallenges: site.authentication === 'mixed',
    adds: signedOn.headers ?? [],
    fault,
  })
  if (typeof carried === 'boolean') return carried
  const isDevError = config.settings.devErrorsEnabled
  await answer(client.socket, isDevError ? { ...carried, status: 200 } : carried)
  return false
}

interface Arrived {
  readonly request: ClientRequest
  readonly client: Client
  readonly identity: Identity | null
}

function headFor(site: WebSite, { settings, rewritesTo }: SiteConfig, { request, client, identity }: Arrived): Buffer {
  const given = serverVariables(site, { target: request.target, identity, socket: client.socket })
  const variables: Variables = name => (name in site.variables ? site.variables[name] : given[name])
  const isRewritten = rewritesTo !== null && site.target !== 'norewrite'
  const target = targetOf(request.target, site.target)
  return nodeRequest({
    request,
    target: isRewritten ? target : (headerOf(request, 'x-original-url') ?? target),
    version: site.version ?? request.version,
    originalUrl: isRewritten ? target : null,
    settings,
    variables,
  })
}

function isBelow(target: string, base: string): boolean {
  const path = percentDecode(target.replace(/^https?:\/\/[^/?]*/i, '').split('?')[0] ?? '').toLowerCase()
  return base === '' || path === base.toLowerCase() || path.startsWith(`${base.toLowerCase()}/`)
}
