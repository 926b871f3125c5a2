import type { Socket } from 'node:net'
import type { WebSite } from './web-site.ts'
import type { Identity } from './windows-authentication.ts'

interface Facts {
  readonly target: string
  readonly identity: Identity | null
  readonly socket: Socket
}

/** The server variables of IIS for one request, in the bytes that iisnode writes. */
export function serverVariables(
  site: Pick<WebSite, 'instanceId' | 'base' | 'https' | 'anonymousUser'>,
  { target, identity, socket }: Facts,
): Readonly<Record<string, string | undefined>> {
  const nobody = site.anonymousUser === 'empty' ? '' : undefined
  const user = identity === null ? nobody : inCodePage(identity.remoteUser)
  return {
    INSTANCE_ID: String(site.instanceId),
    REMOTE_USER: user,
    AUTH_USER: user,
    LOGON_USER: identity === null ? nobody : inCodePage(identity.logonUser),
    AUTH_TYPE: identity === null ? nobody : identity.type,
    REMOTE_ADDR: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    HTTPS: site.https ? 'on' : 'off',
    SERVER_PORT: String(socket.localPort),
    APPL_MD_PATH: `/LM/W3SVC/${site.instanceId}/ROOT${site.base}`,
    UNENCODED_URL: target,
  }
}

/** IIS answers in the ANSI code page; what that cannot say becomes `?`. */
function inCodePage(text: string): string {
  return text.replace(/[\u{100}-\u{10ffff}]/gu, '?')
}
