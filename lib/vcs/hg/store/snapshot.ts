import { lstatSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Budget } from '../../budget.ts'
import { headsOf } from './ancestry.ts'
import { type Branches, branchHeads, readBranches } from './branches.ts'
import { readIfThere } from './data.ts'
import { findHidden } from './hidden.ts'
import { readBookmarks, readLocalTags, readParents, readTagFiles, taggedRevisions } from './names.ts'
import { phase, readPhases } from './phases.ts'
import type { Layout } from './requirements.ts'
import { openRevlog, type Revlog } from './revlog.ts'
import { type Kept, openKept, openTexts, type Texts } from './texts.ts'

/** The history as it stood at one moment. Commits are their revision numbers here, and only the visible ones count. */
export interface Snapshot extends Texts {
  /** Of the files it was read from: another stamp, another state. */
  readonly stamp: string
  /** Whether the files have another one by now. */
  isPast(): boolean
  /** Stays the same while history grows only. */
  readonly key: string
  readonly log: Revlog
  /** The newest commit that is visible, -1 without one. */
  readonly tip: number
  /** What is checked out: none, one or two. */
  readonly parents: readonly number[]
  isVisible(revision: number): boolean
  /** 0 public, 1 draft, 2 secret, more: internal. */
  phase(revision: number): number
  branches(): Branches
  /** Heads of each branch, by its number. */
  branchHeads(): readonly (readonly number[])[]
  bookmarks(): ReadonlyMap<string, number>
  /** With local ones, without `tip`. */
  tags(): ReadonlyMap<string, number>
  /** What the next snapshot may take over. */
  readonly seed: Seed
}

interface Seed {
  branches: Branches | null
  length: number
}

interface Reading {
  readonly layout: Layout
  readonly kept: Kept
}

/** Gives the state of now: the same again while no file has changed. */
export function openSnapshots(layout: Layout, budget: Budget): () => Snapshot {
  const reading = { layout, kept: openKept(budget) }
  const shelf = budget.shelf<Snapshot>()
  let rewritten = 0
  return () => {
    const before = shelf.get('') ?? null
    const stamp = stampOf(layout)
    if (before?.stamp === stamp) return before
    const snapshot = readSnapshot(reading, stamp, before, () => String(rewritten++))
    shelf.set('', snapshot, snapshot.log.bytes + snapshot.log.length * 8)
    return snapshot
  }
}

/** Somebody writes: the files need not belong together until it is done. The lock is a link to nowhere, or a file. */
export function isLocked({ store }: Layout): boolean {
  return lstatSync(path.join(store, 'lock'), { throwIfNoEntry: false }) !== undefined
}

function stampOf({ hg, store, bookmarks }: Layout): string {
  const files = ['00changelog.i', 'phaseroots', 'obsstore'].map(name => path.join(store, name))
  return [...files, bookmarks, path.join(hg, 'dirstate'), path.join(hg, 'localtags')].map(stampOfFile).join()
}

function stampOfFile(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs}:${stat.size}:${stat.ino}` : ''
}

function readSnapshot(
  { layout, kept }: Reading,
  stamp: string,
  before: Snapshot | null,
  newKey: () => string,
): Snapshot {
  const log = openRevlog({ file: path.join(layout.store, '00changelog.i') })
  const grown = before && isContinued(before.log, log) ? before : null
  const key = grown?.key ?? newKey()
  const seed: Seed = { ...(grown?.seed ?? { branches: null, length: 0 }) }
  const texts = openTexts({ log, layout, kept, key })
  const phases = readPhases(readIfThere(path.join(layout.store, 'phaseroots')), log)
  const parents = readParents(layout, log)
  const bookmarks = readBookmarks(layout, log)
  const localTags = readLocalTags(layout)
  const hidden = findHidden({
    log,
    phases,
    obsstore: readIfThere(path.join(layout.store, 'obsstore')),
    pinned: [...parents, ...bookmarks.values(), ...taggedRevisions(localTags, log).values()],
  })
  const isVisible = (revision: number): boolean => revision >= 0 && revision < log.length && !hidden.has(revision)
  const visibleOnly = (names: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
    new Map([...names].filter(([, revision]) => isVisible(revision)))
  let tip = log.length - 1
  while (hidden.has(tip)) tip--

  const branches = once(() => {
    const cache = path.join(layout.store, path.basename(layout.store) === 'store' ? '..' : '.', 'cache')
    seed.branches = readBranches({ log, cache, change: texts.change, known: seed.branches, knownLength: seed.length })
    seed.length = log.length
    return seed.branches
  })
  return {
    ...texts,
    stamp,
    isPast: () => stampOf(layout) !== stamp,
    key,
    log,
    tip,
    parents,
    seed,
    isVisible,
    phase: revision => phases?.[revision] ?? phase.public,
    branches,
    branchHeads: once(() => branchHeads(log, branches(), isVisible)),
    bookmarks: once(() => visibleOnly(bookmarks)),
    tags: once(() =>
      visibleOnly(taggedRevisions([...readTagFiles(headsOf(log, isVisible), texts), ...localTags], log)),
    ),
  }
}

/** Whether a history begins with all of an older one. Who rewrites history changes its end. */
function isContinued(older: Revlog, newer: Revlog): boolean {
  if (older.length > newer.length) return false
  for (let revision = older.length - 1; revision >= 0; revision--) {
    if (older.node(revision) !== newer.node(revision)) return false
  }
  return true
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}
