import { type ClientRequest, headerOf } from './client-request.ts'

/**
 * Which authentication a site has switched on; `mixed` is anonymous and Windows at once, `basic` is IIS's own
 * Basic.
 */
export type Authentication = 'windows' | 'mixed' | 'anonymous' | 'basic'

/** Who signed on, as the server variables name it. */
export interface Identity {
  readonly type: string
  readonly remoteUser: string
  readonly logonUser: string
}

/** One client connection: NTLM signs on the connection, not the request. */
export interface Connection {
  identity: Identity | null
}

export type Outcome =
  | { readonly identity: Identity | null; readonly headers?: readonly string[] }
  | { readonly challenges: readonly string[] }

/** Reads what a client says in `Authorization`, '' for nothing: real tickets instead of the names of a test. */
export type SignOn = (authorization: string, connection: Connection) => Promise<Outcome>

/** Signs on by `Authorization: Negotiate test:<DOMAIN\user>` (or NTLM, which then holds for the connection). */
export function authenticate(
  request: ClientRequest,
  { mode, connection, ticket }: { mode: Authentication; connection: Connection; ticket: string | null },
): Outcome {
  if (mode === 'anonymous') return { identity: null }
  const authorization = Buffer.from(headerOf(request, 'authorization') ?? '', 'latin1').toString('utf8')
  if (mode === 'basic') return basic(authorization)
  const [, type = '', user] = /^(Negotiate|NTLM) test:(.+)$/is.exec(authorization) ?? []
  if (user !== undefined) {
    const identity = { type: type.toLowerCase() === 'ntlm' ? 'NTLM' : 'Negotiate', remoteUser: user, logonUser: user }
    if (identity.type === 'NTLM') connection.identity = identity
    return { identity }
  }
  if (/^(Negotiate|NTLM)\b/i.test(authorization)) return { challenges }
  if (connection.identity !== null) return { identity: connection.identity }
  if (mode === 'mixed') return { identity: null }
  return ticket === null ? { challenges } : { identity: { type: 'Negotiate', remoteUser: ticket, logonUser: ticket } }
}

/** What IIS offers, always both, also behind a 401 of the application. */
export const challenges: readonly string[] = ['Negotiate', 'NTLM']

function basic(authorization: string): Outcome {
  const [, token] = /^Basic (.+)$/i.exec(authorization) ?? []
  if (token === undefined) return { challenges: ['Basic realm="iis"'] }
  const typed = Buffer.from(token, 'base64').toString('utf8').split(':')[0] ?? ''
  return { identity: { type: 'Basic', remoteUser: typed, logonUser: typed.includes('\\') ? typed : `CORP\\${typed}` } }
}
