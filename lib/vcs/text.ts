import { isUtf8 } from 'node:buffer'
import { guessEncoding, webName } from './encodings.ts'

export interface Decoded {
  readonly text: string
  /** As browsers name it, e.g. `utf-8`, `windows-1252`. */
  readonly encoding: string
  /** It begins with a byte order mark, which is not part of the text. */
  readonly marked: boolean
}

/**
 * Null for what is no text. `encodings`, by Python's or the web's names, are tried in their order where it is no
 * UTF-8; then it is guessed.
 */
export function decodeText(bytes: Uint8Array, encodings: readonly string[] = []): Decoded | null {
  const wide = readWide(bytes)
  if (wide) return wide
  if (bytes.includes(0)) return null
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes), encoding: 'utf-8', marked: hasUtf8Mark(bytes) }
  if (isNoise(bytes)) return null
  for (const name of encodings) {
    const decoded = decodeAs(bytes, webName(name))
    if (decoded) return decoded
  }
  const guess = guessEncoding(bytes)
  return (guess && decodeAs(bytes, guess)) || decodeAs(bytes, 'windows-1252')
}

/** The encoding of a text of which this is all or the beginning; null for what is no text. */
export function encodingOf(
  bytes: Uint8Array,
  extent: 'all' | 'beginning',
  encodings: readonly string[] = [],
): string | null {
  if (extent === 'all') return decodeText(bytes, encodings)?.encoding ?? null
  // cut at a line's end and between two units of UTF-16, so that no character is cut
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
  const wide = readWide(even)
  if (wide) return wide.encoding
  const lines = bytes.subarray(0, bytes.lastIndexOf(10) + 1)
  return decodeText(lines.length > 0 ? lines : bytes, encodings)?.encoding ?? null
}

/** Text in any case: what is binary comes out byte by byte. For messages and names. */
export function decodeAnyway(bytes: Buffer, encodings: readonly string[] = []): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  return decodeText(bytes, encodings)?.text ?? bytes.toString('latin1')
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

/** UTF-16, with its mark or without, if it reads as text. */
function readWide(bytes: Uint8Array): Decoded | null {
  const marked = markedWide(bytes)
  const encoding = marked ?? likelyWide(bytes)
  if (!encoding) return null
  const text = decodeAs(bytes.subarray(0, bytes.length - (bytes.length % 2)), encoding)?.text
  if (text === undefined || text.includes('\0') || (!marked && !isLikely(text))) return null
  return { text, encoding, marked: marked !== null }
}

/** Nothing that is unassigned, of private use or a control character that no text has. */
function isLikely(text: string): boolean {
  return !/\p{Cn}|\p{Co}|(?![\t\n\v\f\r])\p{Cc}/u.test(text)
}

function markedWide(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** Line ends, blanks and Latin letters have their zero byte at one place; few other letters have it at the other. */
function likelyWide(bytes: Uint8Array): string | null {
  if (bytes.length % 2 === 1) return null
  const zeros: [number, number] = [0, 0]
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) zeros[at % 2 === 0 ? 0 : 1]++
  if (zeros[0] === zeros[1]) return null
  return zeros[1] > zeros[0] ? 'utf-16le' : 'utf-16be'
}

/** More than one control character in a hundred bytes is in no text, whatever its encoding. */
function isNoise(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, 65_536)
  const controls = beginning.reduce((sum, byte) => (byte < 32 && !usual.has(byte) ? sum + 1 : sum), 0)
  return controls * 100 > beginning.length
}

/** Backspace, tab, line ends, end of file as DOS had it, escape. */
const usual: ReadonlySet<number> = new Set([8, 9, 10, 11, 12, 13, 26, 27])

function decodeAs(bytes: Uint8Array, encoding: string): Decoded | null {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    return { text: decoder.decode(bytes), encoding: decoder.encoding, marked: false }
  } catch {
    return null
  }
}
