import { diffArrays } from 'diff'
import type { History } from './history.ts'
import { openHeap } from './order.ts'
import { findSource } from './renames.ts'
import type { Store } from './store.ts'

export interface LineSearch {
  readonly store: Store
  readonly history: History
  readonly start: number
  readonly path: string
}

/** The commit that wrote a line, and where the line was in it. */
export interface FoundLine {
  readonly position: number
  readonly path: string
  readonly line: number
}

/** Lines that are looked for: their place in the first text, and in the text of the commit they have come to. */
type Wanted = readonly (readonly [first: number, here: number])[]

interface Visit {
  readonly path: string
  wanted: Wanted
}

/**
 * The commit of each line, by our own comparison. git does this better and faster, but can only be asked about
 * names that
 * are UTF-8. A line goes to the first parent that has it; where none has it, it was written.
 */
export function findLineCommits({ store, history, start, path }: LineSearch): FoundLine[] {
  const lines = linesAt(store, history, start, path) ?? []
  const found = lines.map((_, index): FoundLine => ({ position: start, path, line: index + 1 }))
  const visits = new Map<number, Visit>()
  const heap = openHeap()

  function send(position: number, at: string, wanted: Wanted): void {
    if (wanted.length === 0) return
    const there = visits.get(position)
    if (there) there.wanted = [...there.wanted, ...wanted]
    else {
      visits.set(position, { path: at, wanted })
      heap.push(position, history.generation(position))
    }
  }

  send(
    start,
    path,
    lines.map((_, index) => [index, index]),
  )
  while (heap.size() > 0) {
    const position = heap.pop()
    const { path: at, wanted } = visits.get(position) ?? { path, wanted: [] }
    visits.delete(position)
    const here = linesAt(store, history, position, at) ?? []
    let left = wanted
    for (const parent of history.parents(position)) {
      const source = sourceIn(store, history, position, parent, at)
      const places =
        source === null ? new Map<number, number>() : matchLines(linesAt(store, history, parent, source) ?? [], here)
      send(
        parent,
        source ?? at,
        left.flatMap(([first, line]) => pair(first, places.get(line))),
      )
      left = left.filter(([, line]) => !places.has(line))
    }
    for (const [first, line] of left) found[first] = { position, path: at, line: line + 1 }
  }
  return found
}

function pair(first: number, line: number | undefined): Wanted {
  return line === undefined ? [] : [[first, line]]
}

function sourceIn(store: Store, history: History, position: number, parent: number, path: string): string | null {
  if (store.find(history.tree(parent), path)) return path
  return findSource(store, history.tree(parent), history.tree(position), path)
}

function linesAt(store: Store, history: History, position: number, path: string): string[] | null {
  const entry = store.find(history.tree(position), path)
  const lines = entry && store.objects.read(entry.id).data.toString('latin1').split('\n')
  if (lines?.at(-1) === '') lines.pop()
  return lines
}

/** Place in the old text of each line of the new one that is there too. */
function matchLines(old: readonly string[], now: readonly string[]): Map<number, number> {
  const places = new Map<number, number>()
  let oldAt = 0
  let nowAt = 0
  for (const { added, removed, count } of diffArrays([...old], [...now])) {
    if (!added && !removed) for (let line = 0; line < count; line++) places.set(nowAt + line, oldAt + line)
    if (!added) oldAt += count
    if (!removed) nowAt += count
  }
  return places
}
