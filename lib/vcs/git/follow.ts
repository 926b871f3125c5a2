import { setImmediate } from 'node:timers/promises'
import { Problem } from '#std/problem.ts'
import { cleanPath, encodeName } from '../path.ts'
import type { Commit } from '../repository.ts'
import type { Reading } from './log.ts'
import { openHeap } from './order.ts'
import { findSource } from './renames.ts'
import { bloomKey } from './store/bloom.ts'
import { isFolder, type TreeEntry } from './store/tree.ts'

/**
 * The commits that changed a file or folder, newest first: `git log --follow`. From a commit that has a parent with
 * the same
 * thing only this parent is looked at; where a file appears, what it was renamed from is looked for.
 */
export async function* follow(
  reading: Reading,
  { start, path: written, renames }: { readonly start: number; readonly path: string; readonly renames: boolean },
): AsyncGenerator<Commit> {
  const { store, snapshot } = reading
  const { history } = snapshot
  const path = cleanPath(written)
  const entryAt = (position: number, at: string): TreeEntry | null => store.find(history.tree(position), at)
  const first = await store.attempt(() => entryAt(start, path))
  if (!first) throw new Problem('not-found', 'no such path', { path })
  const isFile = !isFolder(first)
  const paths = new Map([[start, path]])
  const heap = openHeap()
  heap.push(start, history.date(start))
  const keys = new Map<string, Uint32Array | null>()
  const keyOf = (at: string): Uint32Array | null => {
    const known = keys.get(at)
    if (known !== undefined) return known
    const made = history.bloom && isPlain(at) ? bloomKey(Buffer.from(at), history.bloom) : null
    keys.set(at, made)
    return made
  }

  function send(position: number, at: string): void {
    if (paths.has(position)) return
    paths.set(position, at)
    heap.push(position, history.date(position))
  }

  /** Whether this commit changed it; its parents are sent on their way. */
  function visit(position: number): boolean {
    const at = paths.get(position) ?? path
    const parents = history.parents(position)
    const [parent] = parents
    const key = keyOf(at)
    if (parent !== undefined && key && !history.mayHaveChanged(position, key)) {
      send(parent, at)
      return false
    }
    const own = entryAt(position, at)
    for (const other of parents) {
      const there = entryAt(other, at)
      if (there?.id !== own?.id || there?.mode !== own?.mode) continue
      send(other, at)
      return false
    }
    if (parents.length === 0) return own !== null
    const isNew = renames && isFile && own !== null && parents.every(other => !entryAt(other, at))
    for (const other of parents) {
      const source = isNew ? findSource(store, history.tree(other), history.tree(position), at) : null
      send(other, source ?? at)
    }
    return true
  }

  /** The next one that changed it, within some steps; others want to be served between. */
  function step(): number | null {
    for (let turn = 0; turn < 500 && heap.size() > 0; turn++) {
      const position = heap.pop()
      try {
        if (visit(position)) return position
      } catch (error) {
        // It is visited again when git has read for us what is missing.
        heap.push(position, history.date(position))
        throw error
      }
    }
    return null
  }

  while (heap.size() > 0) {
    const position = await store.attempt(step)
    if (position === null) await setImmediate()
    else yield await store.attempt(() => reading.commit(history.id(position)))
  }
}

/** Whether the bytes of a path are sure, so that the filters may be asked. */
function isPlain(path: string): boolean {
  return path !== '' && path.split('/').every(segment => encodeName(segment).length === 1)
}
