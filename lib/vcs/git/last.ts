import { Problem } from '#std/problem.ts'
import type { Shelf } from '../budget.ts'
import type { History } from './history.ts'
import { openHeap } from './order.ts'
import { bloomKey } from './store/bloom.ts'
import { isFolder, type TreeEntry } from './store/tree.ts'
import type { Store } from './store.ts'

/** An answer: for each name in a folder the last commit that touched it. */
export interface LastCommits {
  readonly commit: number
  readonly names: ReadonlyMap<string, number>
}

export interface LastQuery {
  readonly store: Store
  readonly start: number
  readonly path: string
  /** An earlier answer for the same folder: what reaches its commit unchanged is known already. */
  readonly before: LastCommits | undefined
}

/**
 * As `git log -1 -- name` for each name at once: from the start, an entry follows the first parent that has it
 * unchanged;
 * the commit where no parent has it so is the answer. Names with the same fate travel together, higher generations
 * first.
 */
export function findLastCommits({ store, start, path, before }: LastQuery): LastCommits {
  const history = store.history()
  const folder = openFolder(store, history, path)
  const entries = folder.entries(start)
  if (!entries) throw new Problem('not-found', 'no such folder', { path })
  const names = [...entries.values()]
  const keys = entryKeys(store, history, start, path, names)
  const found = new Map<string, number>()
  const groups = new Map<number, number[]>()
  const heap = openHeap()

  function send(position: number, group: readonly number[]): void {
    if (group.length === 0) return
    const there = groups.get(position)
    if (there) return void there.push(...group)
    groups.set(position, [...group])
    heap.push(position, history.generation(position))
  }
  function answer(group: readonly number[], commitOf: (name: string) => number | undefined): void {
    for (const index of group) {
      const name = names[index]?.name ?? ''
      const commit = commitOf(name)
      if (commit !== undefined) found.set(name, commit)
    }
  }
  /** Those that may have changed against the first parent; the others go there. */
  function filter(position: number, first: number | undefined, group: readonly number[]): readonly number[] {
    if (first === undefined || !keys) return group
    const isAffected = !keys.folder || history.mayHaveChanged(position, keys.folder)
    const mayHaveChanged = (index: number): boolean => history.mayHaveChanged(position, keys.entries[index] ?? noKey)
    const [maybe, surely] = isAffected ? split(group, mayHaveChanged) : [[], group]
    send(first, surely)
    return maybe
  }
  /** Those that this parent has otherwise; the others go there. */
  function compare(position: number, parent: number, group: readonly number[]): readonly number[] {
    if (folder.id(position) === folder.id(parent)) {
      send(parent, group)
      return []
    }
    const there = folder.entries(parent)
    const isOther = (index: number): boolean => {
      const [entry, other] = [names[index], there?.get(names[index]?.raw ?? '')]
      return !entry || entry.id !== other?.id || entry.mode !== other.mode
    }
    const [others, same] = split(group, isOther)
    send(parent, same)
    return others
  }

  send(start, [...names.keys()])
  while (heap.size() > 0) {
    const position = heap.pop()
    let group: readonly number[] = groups.get(position) ?? []
    groups.delete(position)
    if (position === before?.commit) {
      answer(group, name => before.names.get(name))
      continue
    }
    const parents = history.parents(position)
    group = filter(position, parents[0], group)
    for (const parent of parents) if (group.length) group = compare(position, parent, group)
    answer(group, () => position)
  }
  return { commit: start, names: found }
}

const noKey = new Uint32Array()

function split(group: readonly number[], test: (index: number) => boolean): [number[], number[]] {
  const yes: number[] = []
  const no: number[] = []
  for (const index of group) (test(index) ? yes : no).push(index)
  return [yes, no]
}

interface Folder {
  /** Of the folder's tree at a commit; null where it is not. */
  id(position: number): string | null
  entries(position: number): ReadonlyMap<string, TreeEntry> | null
}

function openFolder(store: Store, history: History, path: string): Folder {
  const ids = new Map<number, string | null>()
  function id(position: number): string | null {
    const known = ids.get(position)
    if (known !== undefined) return known
    const entry = store.find(history.tree(position), path)
    const found = entry && isFolder(entry) ? entry.id : null
    ids.set(position, found)
    return found
  }
  return {
    id,
    entries(position) {
      const tree = id(position)
      return tree === null ? null : store.tree(tree).byRaw
    },
  }
}

function entryKeys(
  store: Store,
  history: History,
  start: number,
  path: string,
  names: readonly TreeEntry[],
): { readonly folder: Uint32Array | null; readonly entries: readonly Uint32Array[] } | null {
  const { bloom } = history
  if (!bloom) return null
  const key = (text: string): Uint32Array => bloomKey(Buffer.from(text, 'latin1'), bloom)
  const raw = store.rawPath(history.tree(start), path)
  return {
    folder: path === '' ? null : key(raw),
    entries: names.map(entry => key(raw ? `${raw}/${entry.raw}` : entry.raw)),
  }
}

/** Keeps answers, and starts from the last one given for a folder. */
export function openLastCommits(store: Store, shelf: Shelf<LastCommits>): (start: number, path: string) => LastCommits {
  return (start, path) => {
    const exact = shelf.get(`${start} ${path}`)
    if (exact) return exact
    const found = findLastCommits({ store, start, path, before: shelf.get(path) })
    const cost = found.names.size * 80
    shelf.set(`${start} ${path}`, found, cost)
    shelf.set(path, found, cost)
    return found
  }
}
