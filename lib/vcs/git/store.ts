import { readFileSync } from 'node:fs'
import { Problem } from '#std/problem.ts'
import type { Budget, Shelf } from '../budget.ts'
import type { Runner } from '../run.ts'
import { openCatFile } from './cat-file.ts'
import { type History, openHistory } from './history.ts'
import { readCommitGraph } from './store/commit-graph.ts'
import { Damage } from './store/damage.ts'
import type { Handles } from './store/handles.ts'
import { type Objects, openObjects } from './store/objects.ts'
import type { GitObject } from './store/pack.ts'
import { folderMode, isFolder, parseTree, type Tree, type TreeEntry } from './store/tree.ts'

/** What git keeps in its folder, read by us, and by git itself where we cannot. */
export interface Store {
  /** The folder with HEAD, objects and refs. */
  readonly folder: string
  readonly idBytes: number
  /** Refs are in a form that only git reads. */
  readonly foreignRefs: boolean
  readonly objects: Objects
  readonly history: () => History
  tree(id: string): Tree
  /** The entry at a path below a tree; the tree itself at ''. */
  find(tree: string, path: string): TreeEntry | null
  /** The bytes of a path that is there, as latin1. */
  rawPath(tree: string, path: string): string
  /** Whether a path, as far as it is there, stands there in UTF-8: git can be asked only about such. */
  isSayable(tree: string, path: string): boolean
  /** Runs what reads objects. What our reader lacks is asked of git, then it runs anew; damage becomes a Problem. */
  attempt<Value>(read: () => Value): Promise<Value>
  close(): void
}

interface StoreOpening {
  readonly folder: string
  readonly runner: Runner
  readonly budget: Budget
  readonly handles: Handles
}

export function openStore({ folder, runner, budget, handles }: StoreOpening): Store {
  const extensions = readExtensions(folder)
  const idBytes = extensions.get('objectformat') === 'sha256' ? 32 : 20
  const kept = budget.shelf<GitObject>()
  const trees: Shelf<Tree> = budget.shelf()
  const objects = openObjects({ folder: `${folder}/objects`, idBytes, handles, kept })
  const catFile = openCatFile(runner, folder)
  let history: History | null = null

  function openTable(): History {
    const grafts = readGrafts(folder)
    return openHistory(objects, grafts.size ? null : readCommitGraph(`${folder}/objects`, idBytes), grafts)
  }

  function tree(id: string): Tree {
    const known = trees.get(id)
    if (known) return known
    const object = objects.read(id)
    if (object.type !== 'tree') throw new Damage('a folder is no tree')
    const parsed = parseTree(object.data, idBytes)
    trees.set(id, parsed, parsed.entries.length * 220)
    return parsed
  }

  /** The root and what stands at each segment; null at the end where there is nothing. */
  function walk(root: string, path: string): (TreeEntry | null)[] {
    const steps: (TreeEntry | null)[] = [{ mode: folderMode, name: '', raw: '', id: root }]
    for (const segment of path === '' ? [] : path.split('/')) {
      const last = steps.at(-1)
      const inside = last && isFolder(last) ? named(tree(last.id), segment) : undefined
      steps.push(inside ?? null)
      if (!inside) break
    }
    return steps
  }

  return {
    folder,
    idBytes,
    objects,
    tree,
    foreignRefs: !['files', undefined].includes(extensions.get('refstorage')),
    history: () => (history ??= openTable()),
    find: (root, path) => walk(root, path).at(-1) ?? null,
    rawPath: (root, path) =>
      walk(root, path)
        .map(entry => entry?.raw)
        .slice(1)
        .join('/'),
    isSayable: (root, path) =>
      walk(root, path).every(entry => entry === null || Buffer.from(entry.name).toString('latin1') === entry.raw),
    async attempt(read) {
      for (let last = ''; ; ) {
        try {
          return read()
        } catch (error) {
          const id = error instanceof Damage ? error.id : null
          if (!id || id === last || !objects.incomplete()) throw asProblem(error, folder)
          last = id
          objects.provide(id, await catFile.read(id).catch(reason => Promise.reject(asProblem(reason, folder))))
        }
      }
    },
    close: () => catFile.close(),
  }
}

/** By its UTF-8 bytes, else any that reads the same. */
function named({ entries, byRaw }: Tree, name: string): TreeEntry | undefined {
  const raw = /[^\0-\x7f]/.test(name) ? Buffer.from(name).toString('latin1') : name
  return byRaw.get(raw) ?? (raw === name ? undefined : entries.find(entry => entry.name === name))
}

/** Errors with a code are those of zlib, of the file system and of reading past an end; others are bugs of ours. */
function asProblem(error: unknown, folder: string): unknown {
  const isDamage = error instanceof Damage || (error instanceof Error && 'code' in error)
  return isDamage ? new Problem('unavailable', 'the repository is damaged', { folder }, error) : error
}

function readExtensions(folder: string): Map<string, string> {
  const found = new Map<string, string>()
  let section = ''
  for (const line of readLines(`${folder}/config`)) {
    const [, name] = /^\s*\[\s*([^\]"]*?)\s*\]/.exec(line) ?? []
    if (name !== undefined) section = name.toLowerCase()
    else if (/^\s*\[/.test(line)) section = ''
    const [, key, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key && section === 'extensions') found.set(key.toLowerCase(), value.toLowerCase())
  }
  return found
}

/** Commits of a shallow clone have no parents here; `info/grafts` says other ones. */
function readGrafts(folder: string): Map<string, readonly string[]> {
  const grafts = new Map<string, readonly string[]>()
  for (const id of readLines(`${folder}/shallow`)) grafts.set(id, [])
  for (const line of readLines(`${folder}/info/grafts`)) {
    const [id, ...parents] = line.split(' ')
    if (id && !line.startsWith('#')) grafts.set(id, parents)
  }
  return grafts
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean)
  } catch {
    return []
  }
}
