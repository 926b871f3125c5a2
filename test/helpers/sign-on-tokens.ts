/*
 * What browsers send in Authorization, byte by byte: a ticket of Kerberos or a message of NTLM, bare or in the
 * envelope of SPNEGO. What is encrypted in them is nonsense.
 */

const spnego = Buffer.from('06062b0601050502', 'hex')
const kerberos = Buffer.from('06092a864886f712010202', 'hex')
const ntlm = Buffer.from('060a2b06010401823702020a', 'hex')
const encrypted = Buffer.alloc(900, 0x5a)

/** `Negotiate YII…`: Chromium's answer where there is a ticket for this service. */
export function kerberosToken(service = 'HTTP/code.corp.example', realm = 'CORP.EXAMPLE'): string {
  return `Negotiate ${envelope([kerberos, ntlm], apRequest(service, realm)).toString('base64')}`
}

/** Negotiate without the envelope, as some clients send it. */
export function bareKerberosToken(service: string, realm: string): string {
  return `Negotiate ${apRequest(service, realm).toString('base64')}`
}

/** `NTLM TlRMTVNTUA…`: the third message, with which the browser has signed on. */
export function ntlmToken(computer = 'PC-0412'): string {
  return `NTLM ${authenticateMessage(computer).toString('base64')}`
}

/** The same as the last leg of Negotiate: NegTokenResp. */
export function wrappedNtlmToken(computer = 'PC-0412'): string {
  return `Negotiate ${der(0xa1, der(0x30, der(0xa2, der(0x04, authenticateMessage(computer))))).toString('base64')}`
}

/** The first leg of NTLM in Negotiate: an offer that names Kerberos too, and a first message. */
export function offeredNtlmToken(): string {
  const first = Buffer.concat([Buffer.from('NTLMSSP\0\x01\0\0\0\x97\x82\x08\xe2', 'latin1'), Buffer.alloc(24)])
  return `Negotiate ${envelope([kerberos, ntlm], first).toString('base64')}`
}

function envelope(kinds: readonly Buffer[], token: Buffer): Buffer {
  const inner = der(0x30, der(0xa0, der(0x30, ...kinds)), der(0xa2, der(0x04, token)))
  return der(0x60, spnego, der(0xa0, inner))
}

function apRequest(service: string, realm: string): Buffer {
  const number = (value: number) => der(0x02, Buffer.from([value]))
  const text = (value: string) => der(0x1b, Buffer.from(value))
  const name = der(0x30, der(0xa0, number(2)), der(0xa1, der(0x30, ...service.split('/').map(text))))
  const secret = der(0x30, der(0xa0, number(18)), der(0xa2, der(0x04, encrypted)))
  const ticket = der(0x61, der(0x30, der(0xa0, number(5)), der(0xa1, text(realm)), der(0xa2, name), der(0xa3, secret)))
  const options = der(0x03, Buffer.from([0, 0x20, 0, 0, 0]))
  const request = [number(5), number(14), options, ticket, secret].map((part, index) => der(0xa0 + index, part))
  return der(0x60, kerberos, Buffer.from('0100', 'hex'), der(0x6e, der(0x30, ...request)))
}

function authenticateMessage(computer: string): Buffer {
  const head = Buffer.alloc(72)
  head.write('NTLMSSP\0', 'latin1')
  head.writeUInt32LE(3, 8)
  head.writeUInt32LE(0xe288_8215, 60)
  let at = head.length
  const fields = [12, 20, 28, 36, 44].map((place, index) => {
    const text =
      index < 2 ? Buffer.alloc(24, 0x5a) : Buffer.from(['CORP', 'alice', computer][index - 2] ?? '', 'utf16le')
    head.writeUInt16LE(text.length, place)
    head.writeUInt16LE(text.length, place + 2)
    head.writeUInt32LE(at, place + 4)
    at += text.length
    return text
  })
  return Buffer.concat([head, ...fields])
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const written = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...written]), content])
}
