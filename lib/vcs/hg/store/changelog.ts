import { decodeName } from '../../path.ts'

/*
 * The text of a commit: manifest node LF, user LF, seconds SP zone [SP extra] LF, a file a line, empty line, message.
 * extra: name:value separated by zero bytes; \\ \n \r \0 escape what cannot stand there.
 */

export interface Change {
  /** Node of its manifest. */
  readonly manifest: string
  readonly user: string
  /** Seconds since 1970. */
  readonly time: number
  /** Seconds west of UTC. */
  readonly offset: number
  readonly extra: Readonly<Record<string, string>>
  /** What it touched: bytes as latin1. */
  readonly files: readonly string[]
  readonly message: string
}

export function parseChange(text: Buffer): Change {
  const gap = text.indexOf('\n\n')
  const head = gap < 0 ? text : text.subarray(0, gap)
  const [manifest = '', user = '', dates = '', ...files] = head.toString('latin1').split('\n')
  const [time = '0', offset = '0', ...rest] = dates.split(' ')
  return {
    manifest,
    user: fromBytes(user),
    time: Math.trunc(Number(time)) || 0,
    offset: Math.trunc(Number(offset)) || 0,
    extra: parseExtra(rest.join(' ')),
    files,
    message: gap < 0 ? '' : decodeName(text.subarray(gap + 2)),
  }
}

function parseExtra(text: string): Record<string, string> {
  const pairs = text.split('\0').filter(pair => pair !== '')
  return Object.fromEntries(
    pairs.map(unescape).map(pair => {
      const colon = pair.indexOf(':')
      return [fromBytes(pair.slice(0, colon)), fromBytes(pair.slice(colon + 1))]
    }),
  )
}

const escapes: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\0': '\0' }

function unescape(text: string): string {
  return text.replace(/\\[\\nr0]/g, found => escapes[found] ?? found)
}

/** Bytes as latin1 to what they say. */
export function fromBytes(text: string): string {
  return /[\x80-\xff]/.test(text) ? decodeName(Buffer.from(text, 'latin1')) : text
}

/** The text that parseChange reads. */
export function formatChange({ manifest, user, time, offset, extra, files, message }: Change): Buffer {
  const pairs = Object.entries(extra).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const written = pairs.map(([name, value]) => escape(`${name}:${value}`)).join('\0')
  const names = files.map(file => `${file}\n`).join('')
  return Buffer.concat([
    Buffer.from(`${manifest}\n${user}\n${time} ${offset}${written && ` ${written}`}\n`),
    Buffer.from(names, 'latin1'),
    Buffer.from(`\n${message}`),
  ])
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\0', '\\0')
}
