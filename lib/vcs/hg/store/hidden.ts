import { phase } from './phases.ts'
import type { Revlog } from './revlog.ts'

/*
 * obsstore: a byte 1, then markers, big end first:
 *   u32 size of all of it, f64 seconds, i16 zone, u16 flags (2: nodes of 32 bytes),
 *   u8 successors, u8 parents, u8 pairs, the obsolete node, …
 */

export interface Visibility {
  readonly log: Revlog
  readonly phases: Uint8Array | null
  readonly obsstore: Buffer | null
  /** Commits that must be seen though they are obsolete: checked out, with a bookmark or a local tag. */
  readonly pinned: readonly number[]
}

const nothing: ReadonlySet<number> = new Set()

/** The commits that nobody sees: obsolete or internal, unless pinned or needed by a draft that is seen. */
export function findHidden({ log, phases, obsstore, pinned }: Visibility): ReadonlySet<number> {
  if (!phases) return nothing
  const hidden = new Set<number>()
  const mutable = (revision: number): boolean => (phases[revision] ?? 0) !== phase.public
  for (const node of obsoleteNodes(obsstore)) {
    const revision = log.find(node)
    if (revision >= 0 && mutable(revision)) hidden.add(revision)
  }
  for (const [revision, number] of phases.entries()) if (number >= phase.archived) hidden.add(revision)
  if (hidden.size === 0) return nothing
  for (const revision of pinned) hidden.delete(revision)
  const reveal = [...phases.keys()].filter(revision => mutable(revision) && !hidden.has(revision))
  for (let revision = reveal.pop(); revision !== undefined; revision = reveal.pop()) {
    for (const parent of log.parents(revision)) if (hidden.delete(parent)) reveal.push(parent)
  }
  return hidden
}

function* obsoleteNodes(obsstore: Buffer | null): Generator<string> {
  if (!obsstore || obsstore[0] !== 1) return
  const fixed = 19
  for (let at = 1; at + fixed <= obsstore.length; ) {
    const size = obsstore.readUInt32BE(at)
    const wide = (obsstore.readUInt16BE(at + 14) & 2) !== 0
    if (size < fixed) return
    if (!wide) yield obsstore.toString('hex', at + fixed, at + fixed + 20)
    at += size
  }
}
