import path from 'node:path'
import { withoutAncestors } from './ancestry.ts'
import { type Change, fromBytes } from './changelog.ts'
import { readIfThere } from './data.ts'
import type { Revlog } from './revlog.ts'

/** The named branch of each commit, and which commits close theirs. */
export interface Branches {
  readonly names: readonly string[]
  name(revision: number): string
  closes(revision: number): boolean
  /** Its number in `names`, -1 for an unknown name. */
  indexOf(name: string): number
  index(revision: number): number
}

export interface BranchOptions {
  readonly log: Revlog
  /** Folder of Mercurial's own caches. */
  readonly cache: string
  change(revision: number): Change
  /** Of the same history when it was shorter. */
  readonly known: Branches | null
  readonly knownLength: number
}

const closedBit = 0x8000_0000

export function readBranches({ log, cache, change, known, knownLength }: BranchOptions): Branches {
  const names: string[] = [...(known?.names ?? [])]
  const numbers = new Map(names.map((name, number) => [name, number]))
  const of = new Uint32Array(log.length)
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? names.push(name) - 1
    numbers.set(name, number)
    return number
  }
  const start = known ? Math.min(knownLength, log.length) : 0
  for (let revision = 0; revision < start; revision++) {
    of[revision] = (known?.index(revision) ?? 0) | (known?.closes(revision) ? closedBit : 0)
  }
  const cached = log.length - start > 50 ? readCache(cache, log) : null
  for (let revision = start; revision < log.length; revision++) {
    const found = cached?.(revision) ?? fromChange(change(revision))
    of[revision] = numberOf(found.name) | (found.closes ? closedBit : 0)
  }
  const index = (revision: number): number => (of[revision] ?? 0) & ~closedBit
  return {
    names,
    index,
    name: revision => names[index(revision)] ?? 'default',
    closes: revision => ((of[revision] ?? 0) & closedBit) !== 0,
    indexOf: name => numbers.get(name) ?? -1,
  }
}

interface Found {
  readonly name: string
  readonly closes: boolean
}

function fromChange({ extra }: Change): Found {
  return { name: extra.branch ?? 'default', closes: extra.close === '1' }
}

/**
 * Mercurial's own cache: rbc-names-v1 has names between zero bytes; rbc-revs-v1 for each commit the first four bytes
 * of its node, and u32 with the number of the name, the highest bit for a closing commit.
 */
function readCache(cache: string, log: Revlog): ((revision: number) => Found | null) | null {
  const names = readIfThere(path.join(cache, 'rbc-names-v1'))?.toString('latin1').split('\0').map(fromBytes)
  const revisions = readIfThere(path.join(cache, 'rbc-revs-v1'))
  if (!names || !revisions) return null
  return revision => {
    const at = revision * 8
    if (at + 8 > revisions.length || revisions.toString('hex', at, at + 4) !== log.node(revision).slice(0, 8))
      return null
    const value = revisions.readUInt32BE(at + 4)
    const name = names[value & ~closedBit]
    return name === undefined ? null : { name, closes: value >>> 31 === 1 }
  }
}

/** The heads of each branch, by number, oldest first: commits without a descendant on the same branch. */
export function branchHeads(log: Revlog, branches: Branches, isVisible: (revision: number) => boolean): number[][] {
  const heads: number[][] = branches.names.map(() => [])
  const hasChild = new Uint8Array(log.length)
  for (let revision = log.length - 1; revision >= 0; revision--) {
    if (!isVisible(revision)) continue
    const branch = branches.index(revision)
    if (!hasChild[revision]) heads[branch]?.unshift(revision)
    for (const parent of log.parents(revision)) if (branches.index(parent) === branch) hasChild[parent] = 1
  }
  return heads.map(candidates => (candidates.length > 1 ? withoutAncestors(log, candidates) : candidates))
}
