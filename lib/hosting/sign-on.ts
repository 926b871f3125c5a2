/** How somebody signed on, as the request itself shows it. Believed only of whom IIS names; nothing in it is secret. */
export interface SignOn {
  /** The first word of `Authorization`; null where the header did not come along, as on a connection that is known. */
  readonly scheme: string | null
  /** What the answer of the browser was; null where that cannot be told. */
  readonly proof: 'Kerberos' | 'NTLM' | null
  /** NTLM in the envelope of Negotiate (SPNEGO), as browsers send it. */
  readonly isWrapped: boolean
  /** `HTTP/code.example.com@EXAMPLE.COM`: for whom the ticket is. */
  readonly service: string | null
  /** What the computer calls itself; NTLM alone says it. */
  readonly computer: string | null
}

/**
 * Reads the value of `Authorization`:
 *
 *     value    = "NTLM" base64(message) | "Negotiate" base64(token) | scheme …
 *     token    = SPNEGO around a ticket of Kerberos or around a message | a ticket | a message
 *     ticket   = … OID of Kerberos, 01 00, AP-REQ (RFC 4121 §4.1)
 *     message  = "NTLMSSP" 00 …
 *
 * The envelope is not taken apart: both are found by how they begin.
 */
export function readSignOn(authorization: string | null): SignOn {
  const [, scheme = null, text = ''] = /^\s*(\S+)(?:\s+(.*))?$/s.exec(authorization ?? '') ?? []
  const nothing: SignOn = { scheme, proof: null, isWrapped: false, service: null, computer: null }
  if (!/^(negotiate|ntlm)$/i.test(scheme ?? '')) return nothing
  const token = Buffer.from(text, 'base64')
  const message = token.indexOf('NTLMSSP\0', 0, 'latin1')
  if (message !== -1) {
    return { ...nothing, proof: 'NTLM', isWrapped: message > 0, computer: computerIn(token.subarray(message)) }
  }
  const request = requestIn(token)
  return request === null ? nothing : { ...nothing, proof: 'Kerberos', service: serviceIn(request) }
}

/** MS-NLMP 2.2.1.3: length and place of the computer's name stand at 44, what it is written in at 60. */
function computerIn(message: Buffer): string | null {
  if (message.length < 64 || message.readUInt32LE(8) !== 3) return null
  const begin = message.readUInt32LE(48)
  const bytes = message.subarray(begin, begin + message.readUInt16LE(44))
  const isUnicode = (message.readUInt32LE(60) & 1) === 1
  return plain(bytes.toString(isUnicode ? 'utf16le' : 'latin1'))
}

/** The second is what Windows 2000 wrote, and browsers still offer. */
const kerberos = ['06092a864886f712010202', '06092a864882f712010202'].map(hex => Buffer.from(`${hex}0100`, 'hex'))

/** An offer names Kerberos as well; only a ticket has 01 00 behind the name. */
function requestIn(token: Buffer): Buffer | null {
  for (const begin of kerberos) {
    const at = token.indexOf(begin)
    if (at !== -1) return token.subarray(at + begin.length)
  }
  return null
}

/** RFC 4120 §5.5.1 and §5.3: name and realm of the service stand before what is encrypted. */
function serviceIn(request: Buffer): string | null {
  const ticket = inside(request, 0x6e, 0x30, 0xa3, 0x61, 0x30)
  const realm = inside(ticket, 0xa1, 0x1b)
  const names = inside(ticket, 0xa2, 0x30, 0xa1, 0x30)
  if (realm === null || names === null) return null
  const parts = [...values(names)].filter(({ tag }) => tag === 0x1b).map(({ content }) => content.toString('utf8'))
  return plain(`${parts.join('/')}@${realm.toString('utf8')}`)
}

/** What is in the first value of this tag, and in that in the first of the next. */
function inside(bytes: Buffer | null, ...tags: readonly number[]): Buffer | null {
  let found = bytes
  for (const tag of tags) found = found && ([...values(found)].find(value => value.tag === tag)?.content ?? null)
  return found
}

/** X.690: tag, length, content, one after the other; what is cut off ends the list. */
function* values(bytes: Buffer): Generator<{ readonly tag: number; readonly content: Buffer }> {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const first = bytes.readUInt8(at + 1)
    const more = first < 0x80 ? 0 : first & 0x7f
    if (more > 4 || at + 2 + more > bytes.length) return
    const length = more === 0 ? first & 0x7f : bytes.readUIntBE(at + 2, more)
    const begin = at + 2 + more
    if (begin + length > bytes.length) return
    yield { tag: bytes.readUInt8(at), content: bytes.subarray(begin, begin + length) }
    at = begin + length
  }
}

/** A token may say anything: what is no short text is left out. */
function plain(text: string): string | null {
  return /^[^\p{Cc}]{1,255}$/u.test(text) ? text : null
}
