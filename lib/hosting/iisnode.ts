import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeHeader, isAccountName, isPerson } from './account.ts'
import { originForm, parseBasePath, splitBasePath } from './base-path.ts'
import { guardExchange } from './exchange.ts'
import { makeHandover, type Nobody } from './handover.ts'
import { type HeaderLine, headerLines, removeHostHeaders } from './headers.ts'
import type { Caller, Handler, Host, HostSettings } from './host.ts'
import { closeServer, makeServer, openServer } from './listen.ts'
import { isLocal } from './local.ts'
import { type PromotedVariable, readPromoted } from './promoted.ts'
import { RefusalLog } from './refusals.ts'
import { redirect, refuse } from './refuse.ts'

const health = '/-/health'

type Settings = Pick<HostSettings, 'forceHttps' | 'clientSite' | 'canonicalUrl'>

/**
 * The host on iisnode's named pipe. It believes the block of server variables that iisnode appends, and nothing
 * else.
 */
export function iisnodeHost(pipe: string, settings: Settings): Host {
  return {
    kind: 'iisnode',
    notes: [],
    async listen(handler) {
      const listener = { ...settings, handler, refusals: new RefusalLog() }
      const server = makeServer((request, response) => receive(request, response, listener))
      // without these Node itself would write "100 Continue" or 417
      server.on('checkContinue', (request, response) => server.emit('request', request, response))
      server.on('checkExpectation', (request, response) => server.emit('request', request, response))
      await openServer(server, { path: pipe })
      return { address: pipe, close: () => closeServer(server) }
    },
  }
}

interface Listener extends Settings {
  readonly handler: Handler
  readonly refusals: RefusalLog
}

function receive(request: IncomingMessage, response: ServerResponse, listener: Listener): void {
  const { handler, refusals } = listener
  guardExchange(request, response)
  const promoted = readPromoted(request.rawHeaders)
  const lines = headerLines(request)
  removeHostHeaders(request, lines)
  if ('forged' in promoted) {
    refusals.note('refused: a client sent or displaced the header %o', promoted.forged)
    return refuse(response, 400, 'This request names headers that only IIS may set.')
  }
  const { variables } = promoted
  const base = parseBasePath(decodeHeader(variables.get('APPL_MD_PATH') ?? ''))
  const target = variables.get('UNENCODED_URL') ?? ''
  if (target === '') return warmUp(request, response, { ...listener, base, lines })
  const url = originForm(target)
  const split = url === null ? null : splitBasePath(url, base)
  if (url === null || split === null) return refuse(response, 400, 'This is no address of this application.')
  if (split.written !== base && (request.method === 'GET' || request.method === 'HEAD')) {
    return redirect(response, base + url.slice(split.written.length))
  }
  const names = [variables.get('REMOTE_USER') ?? '', variables.get('LOGON_USER') ?? ''].map(decodeHeader)
  if (!names.every(isAccountName)) {
    refusals.note('refused: no account can be called %o', names)
    return refuse(response, 400, 'Windows signed you on under a name that its code page cannot write.')
  }
  request.url = split.rest
  const mount = { base, url: base + url.slice(split.written.length), lines, ...listener }
  handler(request, response, callerOf(variables, mount))
}

/** What IIS sends to itself to start the application may carry no address, and so says nothing we could believe. */
function warmUp(request: IncomingMessage, response: ServerResponse, mount: Omit<Mount, 'url'>): void {
  const { handler, refusals, base, lines } = mount
  const url = originForm(request.url ?? '') ?? ''
  // where it is mounted may not be said either: whatever stands before, nothing but health is answered
  const [path = ''] = url.split('?')
  if (!path.endsWith(health)) {
    refusals.note('refused: IIS said nothing of a request')
    return refuse(response, 400, 'IIS told nothing about this request: see promoteServerVars in web.config.')
  }
  request.url = health
  const nobody = {
    user: null,
    authType: null,
    forClients: false,
    address: '0.0.0.0',
    https: false,
    trusted: false,
    environment: new Map(),
    isLocal: false,
    handover: () => makeHandover({ host: 'iisnode', lines, refusals, variables: new Map(), nobody: 'not signed on' }),
  }
  handler(request, response, { ...nobody, base, url: base + health })
}

interface Mount extends Listener {
  readonly base: string
  readonly url: string
  /** As they came. */
  readonly lines: readonly HeaderLine[]
}

function callerOf(variables: ReadonlyMap<PromotedVariable, string>, mount: Mount): Caller {
  const { base, url, lines, forceHttps, clientSite, refusals } = mount
  const read = (name: PromotedVariable) => decodeHeader(variables.get(name) ?? '')
  const forClients = clientSite !== null && read('INSTANCE_ID') === String(clientSite)
  const { user, authType, nobody } = forClients ? nobodyThere : identify(read)
  const https = forceHttps || read('HTTPS').toLowerCase() === 'on'
  const environment = new Map([
    ['SCRIPT_NAME', base],
    ['wsgi.url_scheme', https ? 'https' : 'http'],
    ['HTTPS', https ? 'on' : 'off'],
  ])
  for (const variable of ['REMOTE_ADDR', 'SERVER_PORT', 'INSTANCE_ID', 'APPL_MD_PATH'] as const) {
    if (read(variable) !== '') environment.set(variable, read(variable))
  }
  if (user !== null && authType !== null) {
    environment.set('REMOTE_USER', user).set('AUTH_USER', user).set('AUTH_TYPE', authType)
    if (isPerson(read('LOGON_USER'))) environment.set('LOGON_USER', read('LOGON_USER'))
  }
  const address = environment.get('REMOTE_ADDR') ?? '0.0.0.0'
  return {
    user,
    authType: user === null ? null : authType,
    forClients,
    address,
    https,
    base,
    url,
    trusted: true,
    environment,
    isLocal: isLocal(address, lines, mount.canonicalUrl),
    handover: () => makeHandover({ host: 'iisnode', lines, refusals, variables, nobody }),
  }
}

interface Identity extends Pick<Caller, 'user' | 'authType'> {
  readonly nobody: Nobody | null
}

/** Somebody may have switched Windows on there: who is meant by a token or a password must not be another. */
const nobodyThere: Identity = { user: null, authType: null, nobody: 'site for clients' }

/** Whom the variables name, or why they name nobody. */
function identify(read: (name: PromotedVariable) => string): Identity {
  const told = read('AUTH_TYPE')
  const authType = authTypes.find(type => type.toLowerCase() === told.toLowerCase()) ?? null
  if (authType === null) return { user: null, authType, nobody: told === '' ? 'not signed on' : 'unknown kind' }
  const name = read(authType === 'Basic' ? 'LOGON_USER' : 'REMOTE_USER')
  if (isPerson(name)) return { user: name, authType, nobody: null }
  return { user: null, authType, nobody: name === '' ? 'not signed on' : 'no person' }
}

const authTypes = ['Negotiate', 'NTLM', 'Kerberos', 'Basic'] as const
