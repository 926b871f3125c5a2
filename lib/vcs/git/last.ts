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
 * As `git log -1 -- name` for each name at once: from the start, an entry follows the first parent that has it unchanged;
 * the commit where no parent has it so is the answer. Names with the same fate travel together, higher generations first.
 */
export function findLastCommits({ store, start, path, before }: LastQuery): LastCommits {
  const history = store.history()
  const entries = folderAt(store, history, start, path)
  if (!entries) throw new Problem('not-found', 'no such folder', { path })
  const names = [...entries.byRaw.values()]
  const keys = entryKeys(history, path, entries)
  const found = new Map<string, number>()
  const groups = new Map<number, number[]>([[start, names.map((_, index) => index)]])
  const heap = openHeap()
  const push = (position: number): void => heap.push(position, history.generation(position))
  push(start)

  function send(position: number, group: readonly number[]): void {
    if (group.length === 0) return
    const there = groups.get(position)
    if (there) return void there.push(...group)
    groups.set(position, [...group])
    push(position)
  }
  function answer(group: readonly number[], position: number): void {
    for (const index of group) found.set(names[index]?.name ?? '', position)
  }

  while (heap.size() > 0) {
    const position = heap.pop()
    let group: readonly number[] = groups.get(position) ?? []
    groups.delete(position)
    if (before && position === before.commit) {
      const unknown = group.filter(index => !before.names.has(names[index]?.name ?? ''))
      for (const index of group) {
        const name = names[index]?.name ?? ''
        const known = before.names.get(name)
        if (known !== undefined) found.set(name, known)
      }
      group = unknown
    }
    const parents = history.parents(position)
    const [first] = parents
    if (first !== undefined && keys) {
      const changed = (key: Uint32Array | undefined): boolean => !key || history.mayHaveChanged(position, key)
      const isAffected = changed(keys.folder)
      const [maybe, surely] = split(group, index => isAffected && changed(keys.entries[index]))
      send(first, surely)
      group = maybe
    }
    for (const parent of group.length ? parents : []) {
      const there = folderAt(store, history, parent, path)
      const isSame = (index: number): boolean => {
        const entry = names[index]
        const other = entry && there?.byRaw.get(entry.raw)
        return other !== undefined && other.id === entry?.id && other.mode === entry.mode
      }
      const [same, changed] = split(group, isSame)
      send(parent, same)
      group = changed
    }
    answer(group, position)
  }
  return { commit: start, names: found }
}

function split(group: readonly number[], test: (index: number) => boolean): [number[], number[]] {
  const yes: number[] = []
  const no: number[] = []
  for (const index of group) (test(index) ? yes : no).push(index)
  return [yes, no]
}

interface Folder {
  readonly id: string
  readonly byRaw: ReadonlyMap<string, TreeEntry>
  readonly raw: string
}

function folderAt(store: Store, history: History, position: number, path: string): Folder | null {
  let id = history.tree(position)
  const raw: string[] = []
  for (const segment of path === '' ? [] : path.split('/')) {
    const entry = store.find(id, segment)
    if (!entry || !isFolder(entry)) return null
    raw.push(entry.raw)
    id = entry.id
  }
  return { id, byRaw: store.tree(id).byRaw, raw: raw.join('/') }
}

function entryKeys(
  history: History,
  path: string,
  { raw, byRaw }: Folder,
): { folder: Uint32Array | undefined; entries: Uint32Array[] } | null {
  const { bloom } = history
  if (!bloom) return null
  const key = (text: string): Uint32Array => bloomKey(Buffer.from(text, 'latin1'), bloom)
  return {
    folder: path === '' ? undefined : key(raw),
    entries: [...byRaw.keys()].map(name => key(raw ? `${raw}/${name}` : name)),
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
