import { setImmediate } from 'node:timers/promises'
import { locate } from './tree.ts'
import { ancestorsOf } from './store/ancestry.ts'
import { fileText } from './store/filelog.ts'
import { findFile } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'
import type { Touched } from './store/touched.ts'

export interface Trail {
  readonly snapshot: Snapshot
  readonly touched: () => Touched
  readonly revision: number
  readonly path: string
}

/** The commits that changed a file or something in a folder, newest first. */
export async function* follow(trail: Trail, renames: boolean): AsyncGenerator<number> {
  const { snapshot, revision, path } = trail
  const found = locate({ snapshot, revision, path })
  if (found.kind === 'file') yield* followFile(trail, { path: found.path, node: found.line.node, renames })
  else yield* followFolder(trail, found.path)
}

async function* followFolder({ snapshot, touched, revision }: Trail, path: string): AsyncGenerator<number> {
  const { paths, of } = touched()
  const isBelow = paths.map(file => path === '' || file === path || file.startsWith(`${path}/`))
  const marks = ancestorsOf(snapshot.log, [revision])
  for (let current = revision; current >= 0; current--) {
    if (current % 1000 === 999) await setImmediate()
    if (marks[current] && (path === '' || of(current).some(number => isBelow[number]))) yield current
  }
}

interface Step {
  readonly path: string
  readonly node: string
  /** The commit that brought it. */
  readonly commit: number
}

/** Along the parents of the file's own history, and over copies into the history of where it came from. */
async function* followFile(
  { snapshot, revision }: Trail,
  { path, node, renames }: { readonly path: string; readonly node: string; readonly renames: boolean },
): AsyncGenerator<number> {
  const marks = ancestorsOf(snapshot.log, [revision])
  const seen = new Set<string>()
  const waiting: Step[] = []
  const add = (file: string, id: string, below: number): void => {
    if (seen.has(`${id}${file}`)) return
    seen.add(`${id}${file}`)
    waiting.push({ path: file, node: id, commit: bringer({ snapshot, marks, path: file, node: id, below }) })
  }
  const given = new Set<number>()
  add(path, node, revision)
  while (waiting.length > 0) {
    const newest = waiting.reduce(
      (best, step, index) => (step.commit > (waiting[best]?.commit ?? -1) ? index : best),
      0,
    )
    const [step] = waiting.splice(newest, 1)
    if (!step) return
    if (!given.has(step.commit)) yield step.commit
    given.add(step.commit)
    const log = snapshot.filelog(step.path, step.node)
    const own = log.find(step.node)
    for (const parent of log.parents(own)) add(step.path, log.node(parent), step.commit)
    const copied = renames && log.first(own) < 0 ? fileText(log, own).copied : null
    if (copied) add(copied.path, copied.node, step.commit)
  }
}

interface Bringing {
  readonly snapshot: Snapshot
  /** Of the ancestors that count. */
  readonly marks: Uint8Array
  readonly path: string
  readonly node: string
  readonly below: number
}

/**
 * The commit that brought a file node. The file's history names one, but where the same content came twice that one
 * may be hidden or on another line of history; then it is looked for.
 */
export function bringer({ snapshot, marks, path, node, below }: Bringing): number {
  const log = snapshot.filelog(path, node)
  const named = log.link(log.find(node))
  if (marks[named] && snapshot.isVisible(named)) return named
  for (let revision = below; revision >= 0; revision--) {
    const touches = marks[revision] && snapshot.change(revision).files.includes(path)
    if (touches && findFile(snapshot.manifest(revision), path)?.node === node) return revision
  }
  return below
}
