import type { ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Connection, Identity, Outcome, SignOn } from '../iisnode/windows-authentication.ts'
import { challenges } from '../iisnode/windows-authentication.ts'
import type { Domain } from './domain.ts'

/*
 * Windows authentication as IIS shows it to clients: Kerberos, NTLM inside Negotiate, and NTLM. The tokens are read by
 * Samba's ntlm_auth, one process for each handshake, in its protocol for proxies:
 *   to it   YR base64 | KK base64
 *   from it TT base64 (goes on), AF [base64 or *] DOMAIN\user (it is this one), NA why, BH why
 */

type Kind = 'Negotiate' | 'NTLM'

const protocols: Readonly<Record<Kind, string>> = { Negotiate: 'gss-spnego', NTLM: 'squid-2.5-ntlmssp' }

/** Who a connection belongs to, and the handshake that is under way on it. */
interface Handshake {
  readonly kind: Kind
  readonly ask: (line: string) => Promise<string>
  readonly end: () => void
}

export async function openNegotiator(domain: Domain): Promise<SignOn> {
  await mkdir(path.join(domain.folder, 'web'), { recursive: true, mode: 0o755 })
  const handshakes = new WeakMap<Connection, Handshake>()

  function begin(kind: Kind): Handshake {
    const configuration = path.join(domain.folder, 'etc/web-smb.conf')
    const words = ['ntlm_auth', `--helper-protocol=${protocols[kind]}`, `--configfile=${configuration}`]
    const child = domain.spawn(words, { stdio: ['pipe', 'pipe', 'ignore'] })
    return { kind, ask: line => askLine(child, line), end: () => child.stdin?.end() }
  }

  return async (authorization, connection): Promise<Outcome> => {
    const [, given = '', token] = /^(Negotiate|NTLM) ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? []
    if (token === undefined) {
      return connection.identity && authorization === '' ? { identity: connection.identity } : { challenges }
    }
    connection.identity = null
    const kind = given.toLowerCase() === 'ntlm' ? 'NTLM' : 'Negotiate'
    const under = handshakes.get(connection)
    const handshake = under ?? begin(kind)
    handshakes.set(connection, handshake)
    const [code, ...rest] = (await handshake.ask(`${under ? 'KK' : 'YR'} ${token}`)).split(' ')
    if (code === 'TT') return { challenges: [`${kind} ${rest[0]}`] }
    handshakes.delete(connection)
    handshake.end()
    if (code !== 'AF') return { challenges }
    const answer = kind === 'Negotiate' ? rest.shift() : undefined
    const user = rest.join(' ')
    const identity: Identity = { type: kind, remoteUser: user, logonUser: user }
    connection.identity = identity
    const headers = ['Persistent-Auth: true']
    if (answer !== undefined && answer !== '*') headers.push(`WWW-Authenticate: Negotiate ${answer}`)
    return { identity, headers }
  }
}

/** One line there, one back. */
function askLine(child: ChildProcess, line: string): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    const done = (answer: string) => {
      child.stdout?.off('data', hear)
      child.off('close', ended)
      resolve(answer)
    }
    const hear = (bytes: Buffer) => {
      text += bytes.toString()
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')))
    }
    const ended = () => done('BH it ended')
    child.stdout?.on('data', hear)
    child.once('close', ended)
    child.stdin?.write(`${line}\n`)
  })
}
