/*
 * A manifest: PATH NUL 40 hex digits FLAG LF, sorted by the bytes of PATH. FLAG is x (executable), l (link) or nothing.
 * Paths are bytes, here as latin1 text.
 */

export interface ManifestLine {
  readonly path: string
  readonly node: string
  readonly flag: '' | 'x' | 'l'
}

/** A file, or a folder with an empty node. */
export interface ManifestEntry extends ManifestLine {
  readonly folder: boolean
}

const newline = 10
const slash = 47

/** The line of a file. */
export function findFile(manifest: Buffer, path: string): ManifestLine | null {
  const key = Buffer.from(`${path}\0`, 'latin1')
  const start = lowerBound(manifest, key)
  return startsWith(manifest, start, key) ? lineAt(manifest, start) : null
}

/** Whether there is something below this folder. */
export function hasFolder(manifest: Buffer, path: string): boolean {
  const key = Buffer.from(`${path}/`, 'latin1')
  return path === '' || startsWith(manifest, lowerBound(manifest, key), key)
}

/** What stands in a folder itself; empty where there is none. */
export function listFolder(manifest: Buffer, path: string): ManifestEntry[] {
  const prefix = Buffer.from(path && `${path}/`, 'latin1')
  const entries: ManifestEntry[] = []
  let start = lowerBound(manifest, prefix)
  while (start < manifest.length && startsWith(manifest, start, prefix)) {
    const zero = manifest.indexOf(0, start)
    const deeper = manifest.subarray(start + prefix.length, zero).indexOf(slash)
    if (deeper < 0) {
      entries.push({ ...lineAt(manifest, start), folder: false })
      start = manifest.indexOf(newline, zero) + 1
      continue
    }
    const end = start + prefix.length + deeper
    entries.push({ path: manifest.toString('latin1', start, end), node: '', flag: '', folder: true })
    // What follows the slash in the order of bytes is 0: over all of the folder at once.
    start = lowerBound(manifest, Buffer.concat([manifest.subarray(start, end), Buffer.of(slash + 1)]), end)
  }
  return entries
}

export function* linesOf(manifest: Buffer): Generator<ManifestLine> {
  for (let start = 0; start < manifest.length; start = manifest.indexOf(newline, start) + 1)
    yield lineAt(manifest, start)
}

/** The paths of all files below a folder. */
export function* pathsBelow(manifest: Buffer, folder: string): Generator<Buffer> {
  const prefix = Buffer.from(folder && `${folder}/`, 'latin1')
  for (let start = lowerBound(manifest, prefix); startsWith(manifest, start, prefix); ) {
    const zero = manifest.indexOf(0, start)
    if (zero < 0) return
    yield manifest.subarray(start, zero)
    start = manifest.indexOf(newline, zero) + 1
  }
}

function lineAt(manifest: Buffer, start: number): ManifestLine {
  const zero = manifest.indexOf(0, start)
  const mark = manifest[zero + 41]
  const flag = mark === 0x78 ? 'x' : mark === 0x6c ? 'l' : ''
  return {
    path: manifest.toString('latin1', start, zero),
    node: manifest.toString('latin1', zero + 1, zero + 41),
    flag,
  }
}

/** Where the first line stands that is not before these bytes. */
function lowerBound(manifest: Buffer, key: Buffer, from = 0): number {
  let low = from === 0 ? 0 : manifest.lastIndexOf(newline, from) + 1
  let high = manifest.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const before = manifest.lastIndexOf(newline, middle - 1)
    const start = middle === 0 || before < low ? low : before + 1
    const end = manifest.indexOf(newline, middle)
    if (compare(manifest, start, key) < 0) low = end < 0 ? manifest.length : end + 1
    else high = start
  }
  return low
}

function compare(manifest: Buffer, start: number, key: Buffer): number {
  const end = Math.min(manifest.length, start + key.length)
  return manifest.compare(key, 0, key.length, start, end)
}

function startsWith(manifest: Buffer, start: number, key: Buffer): boolean {
  return compare(manifest, start, key) === 0
}

/** What a path shall be from now on; null where it shall not be. */
export type ManifestChanges = ReadonlyMap<string, Pick<ManifestLine, 'node' | 'flag'> | null>

/** A manifest with changes, and the pieces of its delta: what from start to end of the old one became these bytes. */
export function editManifest(manifest: Buffer, changes: ManifestChanges): { text: Buffer; pieces: ManifestPiece[] } {
  const pieces = [...changes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, change]) => {
      const key = Buffer.from(`${path}\0`, 'latin1')
      const start = lowerBound(manifest, key)
      const end = startsWith(manifest, start, key) ? manifest.indexOf(newline, start) + 1 : start
      const line = change ? `${path}\0${change.node}${change.flag}\n` : ''
      return { start, end, bytes: Buffer.from(line, 'latin1') }
    })
  const kept = pieces.flatMap(({ start, bytes }, index) => [
    manifest.subarray(pieces[index - 1]?.end ?? 0, start),
    bytes,
  ])
  return { text: Buffer.concat([...kept, manifest.subarray(pieces.at(-1)?.end ?? 0)]), pieces }
}

export interface ManifestPiece {
  readonly start: number
  readonly end: number
  readonly bytes: Buffer
}
