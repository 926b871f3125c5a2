// The names of a diff: git quotes odd ones as C does; Mercurial never quotes. Both put a tab after a name with blanks
// in `---` and `+++`.
import { decodePath } from './path.ts'

export function withoutPrefix(path: string): string {
  return path.replace(/^[ab]\//, '')
}

/** Both names of the first line. Unquoted they may hold blanks: without a rename they are equal, so each is half. */
export function parseNames(rest: Buffer): { oldPath: string; newPath: string } {
  if (rest[0] === 0x22) {
    const end = quotedEnd(rest)
    return {
      oldPath: withoutPrefix(parseName(rest.subarray(0, end))),
      newPath: withoutPrefix(parseName(rest.subarray(end + 1))),
    }
  }
  const half = (rest.length - 1) >> 1
  const old = withoutPrefix(decodePath(rest.subarray(0, half)))
  const now = withoutPrefix(parseName(rest.subarray(half + 1)))
  if (rest[half] === 0x20 && old === now) return { oldPath: old, newPath: now }
  const space = rest.indexOf(' b/') < 0 ? rest.indexOf(' "b/') : rest.indexOf(' b/')
  return {
    oldPath: withoutPrefix(decodePath(rest.subarray(0, space))),
    newPath: withoutPrefix(parseName(rest.subarray(space + 1))),
  }
}

export function parseName(bytes: Buffer): string {
  if (bytes[0] === 0x22) return decodePath(unquote(bytes.subarray(1, quotedEnd(bytes) - 1)))
  const tab = bytes.indexOf(9)
  return decodePath(tab < 0 ? bytes : bytes.subarray(0, tab))
}

/** Behind the closing quote. */
function quotedEnd(bytes: Buffer): number {
  let at = 1
  while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1
  return at + 1
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

function unquote(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const plain = text.replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
    String.fromCharCode(code.length === 3 ? Number.parseInt(code, 8) : (escapes[code] ?? code.charCodeAt(0))),
  )
  return Buffer.from(plain, 'latin1')
}
