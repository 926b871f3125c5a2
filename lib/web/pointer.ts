import type { DiffLine, FileDiff } from '#vcs/repository.ts'

/*
 * Git LFS: lines `key SP value`, `version` first, then `oid sha256:HEX` and `size BYTES` among others, ASCII, less than
 * 1,024 bytes. Mercurial's largefiles: in `.hglf/PATH` the SHA-1 of the content.
 */

/** What stands in a repository for a large file that is kept elsewhere. */
export interface Pointer {
  readonly store: 'git-lfs' | 'largefiles'
  /** `sha256:…` or `sha1:…` of the content. */
  readonly oid: string
  /** Of the content; null where the pointer does not say it. */
  readonly size: number | null
}

/** No pointer has as many bytes. */
export const longestPointer = 1024

/** What a text points at; null where it is none. */
export function parsePointer(path: string, text: string): Pointer | null {
  if (text.length >= longestPointer) return null
  const [, hash] = (path.startsWith('.hglf/') && /^([0-9a-f]{40})\n?$/.exec(text)) || []
  if (hash) return { store: 'largefiles', oid: `sha1:${hash}`, size: null }
  if (!/^version https?:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v1\r?\n/.test(text)) return null
  const [, oid] = /^oid (sha256:[0-9a-f]{64})\r?$/m.exec(text) ?? []
  const [, size] = /^size (\d{1,15})\r?$/m.exec(text) ?? []
  return oid && size ? { store: 'git-lfs', oid, size: Number(size) } : null
}

/** The pointers that a diff is about; null on the side where there is none. */
export interface ChangedPointers {
  readonly before: Pointer | null
  readonly after: Pointer | null
}

export function storeOf({ before, after }: ChangedPointers): Pointer['store'] {
  return (after ?? before)?.store ?? 'git-lfs'
}

/** Null where neither side is a pointer. */
export function changedPointers({ oldPath, newPath, hunks }: FileDiff): ChangedPointers | null {
  const lines = hunks.flatMap(hunk => hunk.lines)
  if (lines.every(({ text }) => !isOfPointer(text))) return null
  const before = pointerIn(oldPath, lines, 'added')
  const after = pointerIn(newPath, lines, 'removed')
  return before || after ? { before, after } : null
}

function isOfPointer(text: string): boolean {
  return /^(?:oid sha256:)?[0-9a-f]{40,64}\r?$/.test(text)
}

/** The first line never changes, and is not shown where no context is. */
function pointerIn(path: string, lines: readonly DiffLine[], without: DiffLine['kind']): Pointer | null {
  const own = lines.filter(({ kind }) => kind !== without)
  if (own.length > mostLines) return null
  const text = own.map(line => `${line.text}\n`).join('')
  return parsePointer(path, text) ?? parsePointer(path, `version https://git-lfs.github.com/spec/v1\n${text}`)
}

const mostLines = 20
