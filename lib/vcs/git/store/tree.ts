import { decodeName } from '../../path.ts'

// A tree: `octal mode` blank `name` NUL, then the id in bytes; sorted by name, folders as if they ended in a slash.

export interface TreeEntry {
  readonly mode: number
  /** As text, see `decodeName`. */
  readonly name: string
  /** Its bytes, as latin1. */
  readonly raw: string
  readonly id: string
}

export interface Tree {
  readonly entries: readonly TreeEntry[]
  readonly byRaw: ReadonlyMap<string, TreeEntry>
}

export const folderMode = 0o40000
export const symlinkMode = 0o120000
export const submoduleMode = 0o160000

export function isFolder(entry: { readonly mode: number }): boolean {
  return (entry.mode & 0o170000) === folderMode
}

export function parseTree(data: Buffer, idBytes: number): Tree {
  const entries: TreeEntry[] = []
  for (let at = 0; at < data.length; ) {
    let mode = 0
    for (let digit = data[at++]; digit !== 32 && digit !== undefined; digit = data[at++]) mode = mode * 8 + digit - 48
    const end = data.indexOf(0, at)
    const raw = data.toString('latin1', at, end)
    const name = !/[\x80-\xff]/.test(raw) ? raw : decodeName(data.subarray(at, end))
    entries.push({ mode, name, raw, id: data.toString('hex', end + 1, end + 1 + idBytes) })
    at = end + 1 + idBytes
  }
  let byRaw: ReadonlyMap<string, TreeEntry> | null = null
  return {
    entries,
    get byRaw() {
      return (byRaw ??= new Map(entries.map(entry => [entry.raw, entry])))
    },
  }
}
