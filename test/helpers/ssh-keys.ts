/** A public key in one line that looks real and opens nothing. */
export function sshKeyLine({ kind = 'ssh-ed25519', strings = 1, fill = 7, comment = '' }): string {
  const parts = [Buffer.from(kind), ...Array.from({ length: strings }, (_, index) => Buffer.alloc(32, fill + index))]
  const blob = Buffer.concat(parts.flatMap(part => [lengthOf(part), part]))
  return [kind, blob.toString('base64'), comment].filter(Boolean).join(' ')
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}
