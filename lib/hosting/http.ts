import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { isAccountName, isPerson } from './account.ts'
import { originForm } from './base-path.ts'
import { guardExchange } from './exchange.ts'
import { forwardedEnvironment } from './forwarded.ts'
import { makeHandover } from './handover.ts'
import { type HeaderLine, headerLines, removeHostHeaders } from './headers.ts'
import type { Caller, Handler, Host, HostSettings } from './host.ts'
import { closeServer, makeServer, openServer } from './listen.ts'
import { isLocal } from './local.ts'
import { isSameAddress, peerAddress } from './peer.ts'
import { RefusalLog } from './refusals.ts'
import { refuse } from './refuse.ts'

/** A plain port. What a proxy tells is believed only when the connection comes from `trusted_proxy`. */
export function httpHost(settings: HostSettings, notes: readonly string[]): Host {
  return {
    kind: 'http',
    notes: [...notes, ...settingNotes(settings)],
    async listen(handler) {
      const listener = { handler, refusals: new RefusalLog(), settings }
      const server = makeServer((request, response) => receive(request, response, listener))
      await openServer(server, { host: settings.host, port: settings.port })
      const bound = server.address()
      const port = typeof bound === 'object' && bound !== null ? bound.port : settings.port
      const name = settings.host.includes(':') ? `[${settings.host}]` : settings.host
      return { address: `http://${name}:${port}${settings.prefix}/`, close: () => closeServer(server) }
    },
  }
}

function settingNotes({ trustedProxy, remoteAddrVariable, urlSchemeVariable }: HostSettings): string[] {
  const notes: string[] = []
  if (trustedProxy !== null && isIP(trustedProxy) === 0) {
    notes.push(`trusted_proxy is "${trustedProxy}", which is not one IP address: no proxy is believed.`)
  }
  const named = [remoteAddrVariable, urlSchemeVariable ?? ''].filter(name => name.startsWith('HTTP_'))
  if (named.length > 0 && trustedProxy === null) {
    notes.push(
      `${named.join(' and ')} would come from a proxy, but [server:main] names no trusted_proxy: nothing is read.`,
    )
  }
  return notes
}

interface Listener {
  readonly handler: Handler
  readonly refusals: RefusalLog
  readonly settings: HostSettings
}

function receive(request: IncomingMessage, response: ServerResponse, listener: Listener): void {
  const { handler, refusals, settings } = listener
  guardExchange(request, response)
  const peer = peerAddress(request)
  const isProxy = settings.trustedProxy !== null && isSameAddress(peer, settings.trustedProxy)
  const lines = headerLines(request)
  const forwarded = isProxy ? forwardedEnvironment(lines) : new Map<string, string>()
  removeHostHeaders(request, lines)
  const url = originForm(request.url ?? '')
  if (url === null) return refuse(response, 400, 'This is no address of this application.')
  const user = forwarded.get('HTTP_X_FORWARDED_USER') ?? ''
  if (!isAccountName(user)) {
    refusals.note('refused: the proxy names the user %o', user)
    return refuse(response, 400, 'The proxy names a user whom no account can be called.')
  }
  const rest = withoutPrefix(url, settings.prefix)
  request.url = rest
  handler(request, response, callerOf(forwarded, { peer, isProxy, lines, url: settings.prefix + rest, ...listener }))
}

/** The proxy may have taken the prefix away already. */
function withoutPrefix(url: string, prefix: string): string {
  const rest = url.slice(prefix.length)
  if (!url.startsWith(prefix) || !/^([/?]|$)/.test(rest)) return url
  return rest.startsWith('/') ? rest : `/${rest}`
}

interface Told extends Listener {
  readonly peer: string
  /** Whether that is the proxy which is believed. */
  readonly isProxy: boolean
  /** As they came. */
  readonly lines: readonly HeaderLine[]
  readonly url: string
}

function callerOf(forwarded: ReadonlyMap<string, string>, told: Told): Caller {
  const { peer, isProxy, lines, refusals, url, settings } = told
  const environment = new Map(forwarded)
  const name = environment.get('HTTP_X_FORWARDED_USER') ?? ''
  const user = isPerson(name) ? name : null
  if (user === null) environment.delete('HTTP_X_FORWARDED_USER')
  const forwardedFor = rightmost(environment.get('HTTP_X_FORWARDED_FOR') ?? '')
  environment.set('REMOTE_ADDR', isIP(forwardedFor) === 0 ? peer : forwardedFor)
  const scheme = environment.get(settings.urlSchemeVariable ?? '') ?? environment.get('HTTP_X_FORWARDED_PROTO') ?? ''
  const https = settings.forceHttps || rightmost(scheme).toLowerCase() === 'https'
  environment.set('HTTPS', https ? 'on' : 'off').set('wsgi.url_scheme', https ? 'https' : 'http')
  environment.set('SCRIPT_NAME', settings.prefix).set('SERVER_PORT', String(settings.port))
  // Kallithea's answer where the variable is missing: no rule for addresses allows it by mistake
  const address = rightmost(environment.get(settings.remoteAddrVariable) ?? '') || '0.0.0.0'
  const nobody = user !== null ? null : name === '' ? 'not signed on' : 'no person'
  return {
    user,
    authType: null,
    forClients: false,
    address,
    https,
    base: settings.prefix,
    url,
    trusted: true,
    environment,
    isLocal: !isProxy && isLocal(peer, lines, settings.canonicalUrl),
    handover: () => makeHandover({ host: 'http', lines, refusals, variables: null, isProxy, nobody }),
  }
}

/** The last of a list is what the proxy itself appended; what stands before came with the request. */
function rightmost(list: string): string {
  return (list.split(',').at(-1) ?? '').trim()
}
