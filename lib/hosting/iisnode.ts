import type { IncomingMessage, ServerResponse } from 'node:http'
import { report } from '#trace/trace.ts'
import { decodeHeader, isAccountName, isPerson } from './account.ts'
import { originForm, parseBasePath, splitBasePath } from './base-path.ts'
import { guardExchange } from './exchange.ts'
import { removeHostHeaders } from './headers.ts'
import type { Caller, Handler, Host, HostSettings } from './host.ts'
import { closeServer, makeServer, openServer } from './listen.ts'
import { type PromotedVariable, readPromoted } from './promoted.ts'
import { redirect, refuse } from './refuse.ts'

const health = '/-/health'

type Settings = Pick<HostSettings, 'forceHttps' | 'clientSite'>

/**
 * The host on iisnode's named pipe. It believes the block of server variables that iisnode appends, and nothing
 * else.
 */
export function iisnodeHost(pipe: string, settings: Settings): Host {
  return {
    kind: 'iisnode',
    notes: [],
    async listen(handler) {
      const server = makeServer((request, response) => receive(request, response, handler, settings))
      // without these Node itself would write "100 Continue" or 417
      server.on('checkContinue', (request, response) => server.emit('request', request, response))
      server.on('checkExpectation', (request, response) => server.emit('request', request, response))
      await openServer(server, { path: pipe })
      return { address: pipe, close: () => closeServer(server) }
    },
  }
}

function receive(request: IncomingMessage, response: ServerResponse, handler: Handler, settings: Settings): void {
  guardExchange(request, response)
  const promoted = readPromoted(request.rawHeaders)
  removeHostHeaders(request)
  if ('forged' in promoted) {
    report('hosting:security', 'refused: a client sent or displaced the header %o', promoted.forged)
    return refuse(response, 400, 'This request names headers that only IIS may set.')
  }
  const { variables } = promoted
  const base = parseBasePath(decodeHeader(variables.get('APPL_MD_PATH') ?? ''))
  const target = variables.get('UNENCODED_URL') ?? ''
  if (target === '') return warmUp(request, response, handler, base)
  const url = originForm(target)
  const split = url === null ? null : splitBasePath(url, base)
  if (url === null || split === null) return refuse(response, 400, 'This is no address of this application.')
  if (split.written !== base && (request.method === 'GET' || request.method === 'HEAD')) {
    return redirect(response, base + url.slice(split.written.length))
  }
  const names = [variables.get('REMOTE_USER') ?? '', variables.get('LOGON_USER') ?? ''].map(decodeHeader)
  if (!names.every(isAccountName)) {
    report('hosting:security', 'refused: no account can be called %o', names)
    return refuse(response, 400, 'Windows signed you on under a name that its code page cannot write.')
  }
  request.url = split.rest
  handler(request, response, callerOf(variables, { base, url: base + url.slice(split.written.length), ...settings }))
}

/** What IIS sends to itself to start the application may carry no address, and so says nothing we could believe. */
function warmUp(request: IncomingMessage, response: ServerResponse, handler: Handler, base: string): void {
  const url = originForm(request.url ?? '') ?? ''
  const path = splitBasePath(url, base)?.rest ?? url
  if (path.split('?')[0] !== health) {
    report('hosting:security', 'refused: IIS said nothing of a request')
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
  }
  handler(request, response, { ...nobody, base, url: base + health })
}

interface Mount extends Settings {
  readonly base: string
  readonly url: string
}

function callerOf(variables: ReadonlyMap<PromotedVariable, string>, mount: Mount): Caller {
  const { base, url, forceHttps, clientSite } = mount
  const read = (name: PromotedVariable) => decodeHeader(variables.get(name) ?? '')
  const authType = authTypes.find(type => type.toLowerCase() === read('AUTH_TYPE').toLowerCase()) ?? null
  const forClients = clientSite !== null && read('INSTANCE_ID') === String(clientSite)
  // somebody may have switched Windows on there: who is meant by a token or a password must not be another
  const name = authType === null || forClients ? '' : read(authType === 'Basic' ? 'LOGON_USER' : 'REMOTE_USER')
  const user = isPerson(name) ? name : null
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
  const known = { user, authType: user === null ? null : authType, forClients }
  return { ...known, address, https, base, url, trusted: true, environment }
}

const authTypes = ['Negotiate', 'NTLM', 'Kerberos', 'Basic'] as const
