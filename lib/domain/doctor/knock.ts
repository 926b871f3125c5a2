import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export interface Door {
  readonly host: string
  readonly port: number
  /** From the first byte. */
  readonly tls: 'none' | 'checked' | 'unchecked'
  /** What is said first; '' waits for the other to begin. null: that somebody is there is enough. */
  readonly say: Uint8Array | '' | null
}

const patience = 5000

/** What a server answers first, as latin1; or, for people, why it does not. */
export async function knock(door: Door): Promise<{ readonly answer: string } | { readonly problem: string }> {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof knock>>>()
  const socket = open(door, () => {
    if (door.say === null) resolve({ answer: '' })
    else if (door.say !== '') socket.write(door.say)
  })
  socket.setTimeout(patience, () => resolve({ problem: 'it does not answer within 5 seconds: is there a firewall?' }))
  socket.on('data', bytes => resolve({ answer: Buffer.from(bytes).toString('latin1') }))
  socket.on('error', error => resolve({ problem: wordsFor(error) }))
  socket.on('close', () => resolve({ problem: 'it closed the connection at once' }))
  const result = await promise
  socket.destroy()
  return result
}

function open({ host, port, tls }: Door, opened: () => void): Socket {
  if (tls === 'none') return connect({ host, port }, opened)
  const servername = isIP(host) === 0 ? host : ''
  return connectTls({ host, port, servername, rejectUnauthorized: tls === 'checked' }, opened)
}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the domain name system does not know the name',
  EAI_AGAIN: 'the domain name system does not answer',
  ECONNREFUSED: 'nobody listens at this port',
  ECONNRESET: 'it closed the connection at once',
  ETIMEDOUT: 'it does not answer: is there a firewall?',
  EHOSTUNREACH: 'no way leads there from this machine',
  ENETUNREACH: 'no way leads there from this machine',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself, and Node does not know it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an authority that Node does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is of an authority that Node does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is of an authority that Node does not know',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it speaks no TLS at this port',
  EPROTO: 'it speaks no TLS at this port',
}

function wordsFor(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  return words[code] ?? (code || error.message)
}
