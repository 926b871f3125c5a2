import { createHash } from 'node:crypto'

/*
 * key    = kind " " base64 [" " comment]        one line, as OpenSSH writes it into a file that ends in .pub
 * blob   = string(kind) string…                 what the base64 holds; how many strings depends on the kind
 * string = length (4 bytes, big end first) bytes
 */

/** The kinds that Kallithea takes, and how many strings follow the kind in a key. */
const strings: Readonly<Record<string, number>> = { 'ssh-rsa': 2, 'ssh-dss': 4, 'ssh-ed25519': 1, 'ssh-ed448': 1 }

export interface SshKey {
  readonly kind: string
  readonly base64: string
  readonly comment: string
  /** SHA-256 in base64, as `ssh-keygen -l` shows it after `SHA256:`. */
  readonly fingerprint: string
}

export type ParsedSshKey =
  | { readonly key: SshKey; readonly mistake?: undefined }
  | { readonly key?: undefined; readonly mistake: string }

/** A public key from what somebody pasted, or a sentence that says what is wrong with it. */
export function parseSshKey(pasted: string): ParsedSshKey {
  const text = pasted.trim()
  const mistake = findFormatMistake(text)
  if (mistake !== null) return { mistake }
  const [kind = '', base64 = '', comment = ''] = /^(\S+)\s+(\S+)\s*(.*)$/s.exec(text)?.slice(1) ?? [text]
  const wrong = findKindMistake(kind) ?? findBase64Mistake(base64) ?? findBlobMistake(kind, readBlob(base64))
  if (wrong !== null) return { mistake: wrong }
  const fingerprint = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64').replace(/=+$/, '')
  return { key: { kind, base64, comment, fingerprint } }
}

function findFormatMistake(text: string): string | null {
  if (text === '') return 'Paste a public key.'
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY|^PuTTY-User-Key-File|^Private-Lines:/m.test(text)) {
    return 'This is a private key, which is for nobody else. Paste the public one, of the file that ends in .pub.'
  }
  if (/^---- BEGIN SSH2 PUBLIC KEY/m.test(text)) {
    return 'This is a public key as PuTTYgen saves it. Paste the line that it shows “for pasting into OpenSSH”.'
  }
  const lines = text.split(/[\r\n]+/)
  if (lines.filter(line => strings[line.trim().split(/\s/, 1)[0] ?? ''] !== undefined).length > 1) {
    return 'These are several keys. Add them one by one.'
  }
  if (lines.length > 1) return 'A public key is one line, and this has several. Copy it again, in one piece.'
  return /\p{Cc}/u.test(text.replaceAll('\t', ' ')) ? 'This has signs in it that nobody can see.' : null
}

function findKindMistake(kind: string): string | null {
  if (strings[kind] !== undefined) return null
  return /^(ecdsa-|sk-|ssh-)/.test(kind)
    ? 'Keys of this kind are not taken. Make one of the kind ssh-ed25519 or ssh-rsa.'
    : 'A public key begins with its kind: ssh-ed25519, ssh-rsa, ssh-ed448 or ssh-dss.'
}

function findBase64Mistake(base64: string): string | null {
  if (base64 === '') return 'The key stops after its kind. Copy the whole line.'
  if (!/^[A-Za-z0-9+/]+=*$/.test(base64)) return 'The second word has signs in it that no key has. Copy the line again.'
  return /^[^=]*={0,2}$/.test(base64) && base64.length % 4 === 0 ? null : cut
}

const cut = 'The key is cut off, or has lost something on the way. Copy the whole line.'

/** The strings of a blob; null where one ends beyond its end. */
function readBlob(base64: string): readonly Buffer[] | null {
  const blob = Buffer.from(base64, 'base64')
  const found: Buffer[] = []
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return null
    const end = at + 4 + blob.readUInt32BE(at)
    if (end > blob.length) return null
    found.push(blob.subarray(at + 4, end))
    at = end
  }
  return found
}

function findBlobMistake(kind: string, blob: readonly Buffer[] | null): string | null {
  const [inside, ...others] = blob ?? []
  if (!inside) return cut
  if (inside.toString('latin1') !== kind) return 'The line says one kind of key and holds another. Copy it again.'
  return others.length === strings[kind] ? null : cut
}
