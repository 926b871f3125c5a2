import path from 'node:path'
import { Problem } from '#std/problem.ts'
import type { Budget, Shelf } from '../../budget.ts'
import { type Change, parseChange } from './changelog.ts'
import { noBytes } from './data.ts'
import type { Layout } from './requirements.ts'
import { openRevlog, type Revlog, type RevlogOptions } from './revlog.ts'

/** The texts of a history. */
export interface Texts {
  /** A commit by its revision number. */
  change(revision: number): Change
  /** The manifest of a commit. */
  manifest(revision: number): Buffer
  /** The history of a file by its path in bytes, which knows this node. */
  filelog(file: string, node: string): Revlog
}

/** What is kept of a repository, within the budget that all share. */
export interface Kept {
  readonly changes: Shelf<Change>
  readonly manifests: Shelf<Buffer>
  readonly filelogs: Shelf<Revlog>
  readonly files: Shelf<Buffer>
}

export function openKept(budget: Budget): Kept {
  return { changes: budget.shelf(), manifests: budget.shelf(), filelogs: budget.shelf(), files: budget.shelf() }
}

export interface TextOptions {
  readonly log: Revlog
  readonly layout: Layout
  readonly kept: Kept
  /** What the keys of all that is kept of this history begin with. */
  readonly key: string
}

export function openTexts({ log, layout, kept, key }: TextOptions): Texts {
  let manifests: Revlog | null = null

  function openManifests(): Revlog {
    return openRevlog({ file: path.join(layout.store, '00manifest.i'), kept: textsOn(kept.manifests) })
  }

  function change(revision: number): Change {
    const name = `${key}\0${revision}`
    const known = kept.changes.get(name)
    if (known) return known
    const text = log.text(revision)
    const parsed = parseChange(text)
    kept.changes.set(name, parsed, text.length * 2 + 500)
    return parsed
  }

  return {
    change,
    manifest(revision) {
      const node = revision < 0 ? '' : change(revision).manifest
      if (/^0*$/.test(node)) return noBytes
      manifests ??= openManifests()
      return manifests.text(revisionOf(manifests, node))
    },
    filelog(file, node) {
      const name = `${key}\0${file}`
      const known = kept.filelogs.get(name)
      if (known && known.find(node) >= 0) return known
      const read = openRevlog({ file: layout.index(`data/${file}`), kept: textsOn(kept.files) })
      revisionOf(read, node)
      kept.filelogs.set(name, read, read.bytes)
      return read
    },
  }
}

/** Texts by their nodes, which are hashes of them: the same in every history. */
function textsOn(shelf: Shelf<Buffer>): RevlogOptions['kept'] {
  return {
    get: node => shelf.get(node),
    set: (node, text) => shelf.set(node, text, text.length),
  }
}

function revisionOf(log: Revlog, node: string): number {
  const revision = log.find(node)
  if (revision < 0) throw new Problem('unavailable', 'the store does not hold what the history names', { node })
  return revision
}
