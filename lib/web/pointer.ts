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
