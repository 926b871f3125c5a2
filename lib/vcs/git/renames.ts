import { type Change, listChanges } from './changes.ts'
import type { Store } from './store.ts'
import { submoduleMode, type TreeEntry } from './store/tree.ts'

const mostSources = 1000
const largest = 2 * 1024 * 1024
const alike = 0.5

/**
 * Where a new file came from: the removed file that is most like it, at least half, as `git log --follow` looks for
 * it.
 */
export function findSource(store: Store, before: string, after: string, path: string): string | null {
  const removed: (Change & { readonly before: TreeEntry })[] = []
  let added: TreeEntry | null = null
  for (const { path: changed, before: old, after: now } of listChanges(store, before, after)) {
    if (changed === path && !old) added = now
    if (old && !now && old.mode !== submoduleMode) removed.push({ path: changed, before: old, after: now })
  }
  if (!added) return null
  const file = added
  const sameBase = (change: Change): boolean => baseName(change.path) === baseName(path)
  const candidates = removed.filter(({ before: { mode } }) => (mode & 0o170000) === (file.mode & 0o170000))
  const exact = candidates.filter(change => change.before.id === file.id)
  if (exact.length) return (exact.find(sameBase) ?? exact[0])?.path ?? null
  let best: { readonly path: string; readonly score: number } | null = null
  for (const change of candidates.slice(0, mostSources)) {
    // Of two that are alike equally, git takes the one whose name stayed.
    const score = similarity(store, change.before.id, file.id) + (sameBase(change) ? 1e-6 : 0)
    if (score >= alike && score > (best?.score ?? 0)) best = { path: change.path, score }
  }
  return best?.path ?? null
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function similarity(store: Store, one: string, two: string): number {
  const [small = 0, large = 0] = [store.objects.header(one).size, store.objects.header(two).size].toSorted(
    (a, b) => a - b,
  )
  if (small < large * alike || large > largest || large === 0) return 0
  const before = spans(store.objects.read(one).data)
  let common = 0
  for (const [hash, count] of spans(store.objects.read(two).data)) common += Math.min(count, before.get(hash) ?? 0)
  return common / large
}

/**
 * As in git's diffcore-delta: bytes by a hash of their line, or of 64 bytes of it; without the CR of a CRLF in
 * text.
 */
function spans(bytes: Buffer): Map<number, number> {
  const found = new Map<number, number>()
  const isText = !bytes.subarray(0, 8000).includes(0)
  let one = 0
  let two = 0
  let length = 0
  const close = (): void => {
    const hash = ((one + Math.imul(two, 0x61)) >>> 0) % 107927
    found.set(hash, (found.get(hash) ?? 0) + length)
    one = 0
    two = 0
    length = 0
  }
  for (const [at, byte] of bytes.entries()) {
    if (isText && byte === 13 && bytes[at + 1] === 10) continue
    const old = one
    one = ((one << 7) ^ (two >>> 25)) >>> 0
    two = ((two << 7) ^ (old >>> 25)) >>> 0
    one = (one + byte) >>> 0
    length++
    if (length >= 64 || byte === 10) close()
  }
  if (length) close()
  return found
}
