import type { FileChange } from '../repository.ts'
import { type Status, tellChanges } from './status.ts'
import { copyOf } from './store/filelog.ts'
import { findFile, type ManifestLine } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'

type OwnChanges = readonly FileChange[] | null

/** The last answer: a page asks for its diff and for its list. */
const last = new WeakMap<Snapshot, { readonly from: number; readonly to: number; readonly own: OwnChanges }>()

/**
 * What a commit of one parent changed, without a question to Mercurial: it names its files itself. Null where that does
 * not tell all.
 */
export function ownChanges(snapshot: Snapshot, from: number, to: number): OwnChanges {
  const known = last.get(snapshot)
  if (known?.from === from && known.to === to) return known.own
  const own = readOwnChanges(snapshot, from, to)
  last.set(snapshot, { from, to, own })
  return own
}

function readOwnChanges(snapshot: Snapshot, from: number, to: number): OwnChanges {
  const { log } = snapshot
  if (log.first(to) !== from || log.second(to) >= 0) return null
  const [before, after] = [snapshot.manifest(from), snapshot.manifest(to)]
  const found: Status[] = []
  for (const path of snapshot.change(to).files) {
    const [old, now] = [findFile(before, path), findFile(after, path)]
    if (!old && now) {
      const copied = findSource(snapshot, before, now)
      if (copied === 'unknown') return null
      found.push({ operation: copied === null ? 'added' : 'copied', path, source: copied })
    } else if (old && !now) found.push({ operation: 'removed', path, source: null })
    else if (old && now && (old.node !== now.node || old.flag !== now.flag))
      found.push({ operation: 'modified', path, source: null })
  }
  return tellChanges(found)
}

/** Where a new file was copied from; one that has been there before may have come from there, too. */
function findSource({ filelog }: Snapshot, before: Buffer, { path, node }: ManifestLine): string | null | 'unknown' {
  const log = filelog(path, node)
  const revision = log.find(node)
  if (log.parents(revision).length > 0 || log.flags(revision) !== 0) return 'unknown'
  const copied = copyOf(log, revision)
  if (!copied) return null
  return findFile(before, copied.path)?.node === copied.node ? copied.path : 'unknown'
}
