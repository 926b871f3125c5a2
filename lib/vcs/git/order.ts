import type { Ancestry, Distance } from '../repository.ts'
import type { History } from './history.ts'

/** A heap: what has the highest rank comes out first, equals as they went in (as in git's own queue). */
export interface Heap {
  readonly size: () => number
  push(position: number, rank: number): void
  /** Only while there is something. */
  pop(): number
}

interface Item {
  readonly position: number
  readonly rank: number
  readonly turn: number
}

export function openHeap(): Heap {
  const items: Item[] = []
  let turn = 0
  const before = (one: Item, two: Item): boolean =>
    one.rank > two.rank || (one.rank === two.rank && one.turn < two.turn)

  return {
    size: () => items.length,
    push(position, rank) {
      const item = { position, rank, turn: turn++ }
      let at = items.length
      while (at > 0) {
        const up = (at - 1) >> 1
        const parent = items[up]
        if (!parent || !before(item, parent)) break
        items[at] = parent
        at = up
      }
      items[at] = item
    },
    pop() {
      const first = items[0]
      const last = items.pop()
      if (!first || !last) throw new RangeError('nothing in the heap')
      if (items.length === 0) return first.position
      let at = 0
      for (;;) {
        const left = items[2 * at + 1]
        const right = items[2 * at + 2]
        const child = right && left && before(right, left) ? right : left
        if (!child || before(last, child)) break
        items[at] = child
        at = child === right ? 2 * at + 2 : 2 * at + 1
      }
      items[at] = last
      return first.position
    },
  }
}

/**
 * All ancestors of `from` but those of `not`, newest first: `git rev-list --date-order`. No commit comes before its
 * children; of those that may come, the one with the latest date does.
 */
export function dateOrder(history: History, from: readonly number[], not: readonly number[] = []): Uint32Array {
  const size = history.size()
  const excluded = reach(history, not, new Uint8Array(size))
  const waiting = new Int32Array(size)
  const seen = excluded.slice()
  const starts = [...new Set(from)].filter(position => !excluded[position])
  const stack = [...starts]
  for (const start of starts) seen[start] = 1
  let count = 0
  for (let position = stack.pop(); position !== undefined; position = stack.pop()) {
    count++
    for (const parent of history.parents(position)) {
      if (excluded[parent]) continue
      waiting[parent] = (waiting[parent] ?? 0) + 1
      if (seen[parent]) continue
      seen[parent] = 1
      stack.push(parent)
    }
  }
  const order = new Uint32Array(count)
  const heap = openHeap()
  const byDate = starts.toSorted((one, two) => history.date(two) - history.date(one))
  for (const start of byDate) if (!waiting[start]) heap.push(start, history.date(start))
  for (let place = 0; place < count; place++) {
    const position = heap.pop()
    order[place] = position
    for (const parent of history.parents(position)) {
      if (excluded[parent]) continue
      const left = (waiting[parent] ?? 0) - 1
      waiting[parent] = left
      if (left === 0) heap.push(parent, history.date(parent))
    }
  }
  return order
}

/** Marks these and all their ancestors. */
function reach(history: History, from: readonly number[], marks: Uint8Array): Uint8Array {
  const stack = [...from]
  for (let position = stack.pop(); position !== undefined; position = stack.pop()) {
    if (marks[position]) continue
    marks[position] = 1
    stack.push(...history.parents(position))
  }
  return marks
}

/** Says of an id whether it is the commit at this position or an ancestor of it. */
export function ancestryOf(history: History, position: number): Ancestry {
  const marks = reach(history, [position], new Uint8Array(history.size()))
  return id => marks[history.find(id)] === 1
}

/**
 * The ancestors of `start`, itself counted, that are among the others, and no ancestors of such ones: `git merge-base
 * --all`, newest first. What the ancestors of others are, is among them too.
 */
export function mergeBases(history: History, start: number, isAmongOthers: (position: number) => boolean): number[] {
  const isStale = new Map([[start, false]])
  const heap = openHeap()
  const found: number[] = []
  /** Queued commits that may still lead to an answer. */
  let hopeful = 1

  // A child has a higher generation than its parent, so what comes out has its mark for good.
  function push(position: number): void {
    heap.push(position, history.generation(position) * 2 ** 20 + history.date(position) / 2 ** 15)
  }
  function mark(position: number, stale: boolean): void {
    const before = isStale.get(position)
    if (before === undefined) push(position)
    if (before === undefined && !stale) hopeful++
    if (before === false && stale) hopeful--
    isStale.set(position, stale || before === true)
  }

  push(start)
  while (hopeful > 0) {
    const position = heap.pop()
    const stale = isStale.get(position) ?? false
    const isFound = !stale && isAmongOthers(position)
    if (!stale) hopeful--
    if (isFound) found.push(position)
    for (const parent of history.parents(position)) mark(parent, stale || isFound)
  }
  return found.toSorted((one, two) => history.date(two) - history.date(one))
}

/** How many ancestors, itself counted, each of two has that the other lacks; what both have is hardly looked at. */
export function distance(history: History, one: number, other: number): Distance {
  const [ofOne, ofBoth] = [1, 3]
  const marks = new Map<number, number>()
  const heap = openHeap()
  const counts = { ahead: 0, behind: 0 }
  /** Queued commits that only one has. */
  let hopeful = 0

  // A child has a higher generation than its parent, so what comes out has its marks for good.
  function mark(position: number, given: number): void {
    const before = marks.get(position) ?? 0
    const now = before | given
    if (now === before) return
    marks.set(position, now)
    if (before === 0) heap.push(position, history.generation(position))
    hopeful += (now === ofBoth ? 0 : 1) - (before === 0 ? 0 : 1)
  }

  mark(one, ofOne)
  mark(other, ofBoth - ofOne)
  while (hopeful > 0) {
    const position = heap.pop()
    const given = marks.get(position) ?? 0
    if (given !== ofBoth) {
      hopeful--
      if (given === ofOne) counts.ahead++
      else counts.behind++
    }
    for (const parent of history.parents(position)) mark(parent, given)
  }
  return counts
}
