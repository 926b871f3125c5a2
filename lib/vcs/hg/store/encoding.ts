import { createHash } from 'node:crypto'

/*
 * How Mercurial names the files of its store, so that every file system can hold them (`fncache`, `dotencode`).
 * Names are bytes, here as latin1 text.
 */

const longest = 120
const directoryPrefix = 8
const directoriesLongest = 8 * (8 + 1) - 4

/** `data/PATH.i` as it stands below `store`. */
export function hybridName(path: string, dots: boolean): string {
  const name = guardFolders(path)
  const encoded = segments(encodeBytes(name, true), dots).join('/')
  return encoded.length <= longest ? encoded : hashedName(name, dots)
}

/** The older way: without abbreviation and without care for Windows' device names. */
export function simpleName(path: string): string {
  return encodeBytes(guardFolders(path), true)
}

/** A folder must not look like the file of another name. */
export function guardFolders(path: string): string {
  return path.replaceAll('.hg/', '.hg.hg/').replaceAll('.i/', '.i.hg/').replaceAll('.d/', '.d.hg/')
}

function encodeBytes(path: string, reversible: boolean): string {
  return path.replace(/[^a-z0-9/.-]/g, byte => {
    if (/[A-Z]/.test(byte)) return reversible ? `_${byte.toLowerCase()}` : byte.toLowerCase()
    if (byte === '_') return reversible ? '__' : '_'
    return byte < ' ' || byte >= '~' || '\\:*?"<>|'.includes(byte) ? escape(byte) : byte
  })
}

function escape(byte: string): string {
  return `~${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
}

function segments(path: string, dots: boolean): string[] {
  return path.split('/').map(segment => guardSegment(segment, dots))
}

/** Windows takes `aux.txt` for a device, and drops dots and blanks at the end of a name. */
function guardSegment(segment: string, dots: boolean): string {
  if (!segment) return segment
  let name = segment
  if (dots && /^[. ]/.test(name)) name = escape(name.charAt(0)) + name.slice(1)
  else if (/^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/.test(name)) {
    name = name.slice(0, 2) + escape(name.charAt(2)) + name.slice(3)
  }
  return /[. ]$/.test(name) ? name.slice(0, -1) + escape(name.slice(-1)) : name
}

/** Too long to be reversible: as much of it as fits, and a hash. */
function hashedName(name: string, dots: boolean): string {
  const digest = createHash('sha1').update(name, 'latin1').digest('hex')
  const parts = segments(encodeBytes(name.slice('data/'.length), false), dots)
  const base = parts.pop() ?? ''
  const dot = base.lastIndexOf('.')
  const extension = dot > 0 ? base.slice(dot) : ''
  const folders: string[] = []
  let length = 0
  for (const part of parts) {
    const short = part.slice(0, directoryPrefix).replace(/[. ]$/, '_')
    const longer = length === 0 ? short.length : length + 1 + short.length
    if (longer > directoriesLongest) break
    folders.push(short)
    length = longer
  }
  const start = `dh/${folders.map(folder => `${folder}/`).join('')}`
  const room = Math.max(0, longest - start.length - digest.length - extension.length)
  return start + base.slice(0, room) + digest + extension
}
