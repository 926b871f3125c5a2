import type { Ancestry, Distance } from '../../repository.ts'
import type { Revlog } from './revlog.ts'

/** Marks these commits and all their ancestors; `without` and all of theirs are left out. */
export function ancestorsOf(log: Revlog, revisions: readonly number[], without: readonly number[] = []): Uint8Array {
  const wanted = 1
  const refused = 2
  const marks = new Uint8Array(log.length)
  for (const revision of revisions) marks[revision] = wanted
  for (const revision of without) marks[revision] = (marks[revision] ?? 0) | refused
  for (let revision = Math.max(-1, ...revisions, ...without); revision >= 0; revision--) {
    const mark = marks[revision] ?? 0
    if (mark === 0) continue
    for (const parent of log.parents(revision)) marks[parent] = (marks[parent] ?? 0) | mark
    if (mark & refused) marks[revision] = 0
  }
  return marks
}

/** Those that are no ancestors of others of them, in their order. */
export function withoutAncestors(log: Revlog, revisions: readonly number[]): number[] {
  const lowest = Math.min(...revisions)
  const start = new Set(revisions)
  const below = new Uint8Array(log.length)
  for (let revision = Math.max(-1, ...revisions); revision >= lowest; revision--) {
    if (!below[revision] && !start.has(revision)) continue
    for (const parent of log.parents(revision)) below[parent] = 1
  }
  return revisions.filter(revision => !below[revision])
}

/** The nearest common ancestor; of several the one with the smallest node, as Mercurial chooses; -1 without any. */
export function commonAncestor(log: Revlog, a: number, b: number): number {
  const ofB = ancestorsOf(log, [b])
  const nearest = newestOf(log, a, revision => ofB[revision] === 1)
  return nearest.toSorted((x, y) => (log.node(x) < log.node(y) ? -1 : 1))[0] ?? -1
}

/** Says of an id whether it is this commit or an ancestor of it. */
export function ancestryOf(log: Revlog, revision: number): Ancestry {
  const marks = ancestorsOf(log, [revision])
  const ids = new Set<string>()
  for (const [each, mark] of marks.entries()) if (mark) ids.add(log.node(each))
  return id => ids.has(id)
}

/**
 * The ancestors of a commit, itself counted, of which something is true and that are no ancestors of such ones; newest
 * first. What is true of a commit must be so of its ancestors.
 */
export function newestOf(log: Revlog, start: number, isTrue: (revision: number) => boolean): number[] {
  const wanted = 1
  const stale = 2
  const marks = new Uint8Array(start + 1)
  const found: number[] = []
  let hopeful = 1
  marks[start] = wanted
  for (let revision = start; revision >= 0 && hopeful > 0; revision--) {
    const mark = marks[revision] ?? 0
    if (mark === 0) continue
    if (mark === wanted) hopeful--
    const isFound = mark === wanted && isTrue(revision)
    if (isFound) found.push(revision)
    const next = isFound ? stale : mark
    for (const parent of log.parents(revision)) {
      const before = marks[parent] ?? 0
      marks[parent] = Math.max(before, next)
      hopeful += Number(marks[parent] === wanted) - Number(before === wanted)
    }
  }
  return found
}

/** Visible commits without visible children, oldest first. */
export function headsOf(log: Revlog, isVisible: (revision: number) => boolean): number[] {
  const hasChild = new Uint8Array(log.length)
  const heads: number[] = []
  for (let revision = log.length - 1; revision >= 0; revision--) {
    if (!isVisible(revision)) continue
    if (!hasChild[revision]) heads.push(revision)
    for (const parent of log.parents(revision)) hasChild[parent] = 1
  }
  return heads.toReversed()
}

/** How many ancestors, itself counted, each of two has that the other lacks; what both have is hardly looked at. */
export function distance(log: Revlog, one: number, other: number): Distance {
  const [ofOne, ofBoth] = [1, 3]
  const top = Math.max(one, other)
  const marks = new Uint8Array(top + 1)
  const counts = { ahead: 0, behind: 0 }
  /** Marked commits below that only one has. */
  let hopeful = 0

  function mark(revision: number, given: number): void {
    const before = marks[revision] ?? 0
    const now = before | given
    marks[revision] = now
    if (now !== before) hopeful += (now === ofBoth ? 0 : 1) - (before === 0 ? 0 : 1)
  }

  mark(one, ofOne)
  mark(other, ofBoth - ofOne)
  for (let revision = top; revision >= 0 && hopeful > 0; revision--) {
    const given = marks[revision] ?? 0
    if (given === 0) continue
    if (given !== ofBoth) {
      hopeful--
      if (given === ofOne) counts.ahead++
      else counts.behind++
    }
    for (const parent of log.parents(revision)) mark(parent, given)
  }
  return counts
}
