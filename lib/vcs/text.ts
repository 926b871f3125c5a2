import { isUtf8 } from 'node:buffer'
import chardet from 'chardet'

export interface Decoded {
  readonly text: string
  /** As browsers name it, e.g. `utf-8`, `windows-1252`. */
  readonly encoding: string
}

/** A zero byte is in no text, but for UTF-16 with its mark. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.includes(0) && !utf16(bytes)
}

/**
 * Null for what is no text. `encodings`, by Python's or the web's names, are tried in their order where it is no
 * UTF-8; then it is guessed.
 */
export function decodeText(bytes: Uint8Array, encodings: readonly string[] = []): Decoded | null {
  const wide = utf16(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide }
  if (bytes.includes(0)) return null
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes), encoding: 'utf-8' }
  for (const name of encodings) {
    const decoded = decodeAs(bytes, webName(name), true)
    if (decoded) return decoded
  }
  const guess = webName(chardet.detect(strangeLines(bytes)) ?? '')
  return decodeAs(bytes, guess, true) ?? decodeAs(bytes, 'windows-1252', false)
}

/** Text in any case: what is binary comes out byte by byte. For messages, names and lines of a diff. */
export function decodeAnyway(bytes: Buffer, encodings: readonly string[] = []): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  return decodeText(bytes, encodings)?.text ?? bytes.toString('latin1')
}

function utf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

function decodeAs(bytes: Uint8Array, encoding: string, fatal: boolean): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal }).decode(bytes), encoding }
  } catch {
    return null
  }
}

const pythonNames: Readonly<Record<string, string>> = {
  'latin-1': 'latin1',
  'iso8859-1': 'latin1',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
}

function webName(name: string): string {
  const lower = name.toLowerCase().replace(/^(euc|koi8|iso|latin)_/, '$1-')
  return pythonNames[lower] ?? lower
}

/** Up to 64 kB of the lines with bytes above ASCII: a guess from mostly English text would be wrong. */
function strangeLines(bytes: Uint8Array): Buffer {
  const found: Uint8Array[] = []
  let size = 0
  for (let start = 0; start < bytes.length && size < 65536; ) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline + 1
    const line = bytes.subarray(start, end)
    if (line.some(byte => byte > 127)) {
      found.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(found).subarray(0, 65536)
}
