import type { Store } from './store.ts'
import { isFolder, type Tree, type TreeEntry } from './store/tree.ts'

/** A file (or link, or submodule) that differs between two trees. */
export interface Change {
  /** Decoded, from the root. */
  readonly path: string
  readonly before: TreeEntry | null
  readonly after: TreeEntry | null
}

const nothing: Tree = { entries: [], byRaw: new Map() }

/** What differs, by whole trees: what is the same below one id is not looked at. Null is the empty tree. */
export function* listChanges(store: Store, from: string | null, to: string | null, path = ''): Generator<Change> {
  if (from === to) return
  const before = from === null ? nothing : store.tree(from)
  const after = to === null ? nothing : store.tree(to)
  for (const entry of after.entries) {
    const other = before.byRaw.get(entry.raw) ?? null
    if (other?.id === entry.id && other.mode === entry.mode) continue
    yield* entryChanges(store, other, entry, path + entry.name)
  }
  for (const entry of before.entries) {
    if (!after.byRaw.has(entry.raw)) yield* entryChanges(store, entry, null, path + entry.name)
  }
}

function* entryChanges(
  store: Store,
  before: TreeEntry | null,
  after: TreeEntry | null,
  path: string,
): Generator<Change> {
  const isFolderBefore = before !== null && isFolder(before)
  const isFolderAfter = after !== null && isFolder(after)
  if (isFolderBefore || isFolderAfter) {
    yield* listChanges(store, isFolderBefore ? before.id : null, isFolderAfter ? after.id : null, `${path}/`)
  }
  const fileBefore = isFolderBefore ? null : before
  const fileAfter = isFolderAfter ? null : after
  if (fileBefore || fileAfter) yield { path, before: fileBefore, after: fileAfter }
}
