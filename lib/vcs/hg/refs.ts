import { Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import type { CommitId, Ref, Refs } from '../repository.ts'
import type { Snapshot } from './store/snapshot.ts'

export function listRefs(snapshot: Snapshot): Refs {
  const { log, tip, bookmarks, tags } = snapshot
  const ref = (kind: Ref['kind'], [name, revision]: readonly [string, number]): Ref => ({
    kind,
    name,
    commit: commitId(log.node(revision)),
  })
  const tipTag: [string, number][] = tip >= 0 ? [['tip', tip]] : []
  const branches = [...branchTips(snapshot)].toSorted(([a], [b]) => byName(a, b))
  const open = branches.filter(([, { closed }]) => !closed)
  return {
    branches: open.map(([name, { revision }]) => ref('branch', [name, revision])),
    closedBranches: branches
      .filter(([, { closed }]) => closed)
      .map(([name, { revision }]) => ref('closed-branch', [name, revision])),
    tags: [...new Map([...tags(), ...tipTag])].toSorted(([a], [b]) => byName(b, a)).map(pair => ref('tag', pair)),
    bookmarks: [...bookmarks()].toSorted(([a], [b]) => byName(b, a)).map(pair => ref('bookmark', pair)),
    defaultBranch: open.some(([name]) => name === 'default') ? 'default' : null,
  }
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1
}

interface BranchTip {
  readonly revision: number
  readonly closed: boolean
}

/** The newest open head of each branch; of a closed branch the newest head. */
function branchTips({ branches, branchHeads }: Snapshot): Map<string, BranchTip> {
  const all = branches()
  const tips = new Map<string, BranchTip>()
  for (const [index, heads] of branchHeads().entries()) {
    const open = heads.findLast(revision => !all.closes(revision))
    const revision = open ?? heads.at(-1)
    if (revision !== undefined) tips.set(all.names[index] ?? '', { revision, closed: open === undefined })
  }
  return tips
}

/** What a person wrote, as Mercurial reads one symbol: never an expression. */
export function resolveName(snapshot: Snapshot, name: string): CommitId {
  const { log, isVisible } = snapshot
  const revision =
    findNumber(snapshot, name) ?? findWhole(snapshot, name) ?? findRef(snapshot, name) ?? findPrefix(snapshot, name)
  if (revision === null || !isVisible(revision)) throw new Problem('not-found', 'no such commit', { name })
  return commitId(log.node(revision))
}

function findNumber({ log, tip, parents }: Snapshot, name: string): number | null {
  if (name === 'tip' || name === '') return tip
  if (name === '.') return parents[0] ?? null
  if (!/^(?:0|-?[1-9]\d*)$/.test(name) || name.length > 12) return null
  if (name === '-1') return tip
  const number = Number(name) < 0 ? log.length + Number(name) : Number(name)
  return number >= 0 && number < log.length ? number : null
}

function findWhole({ log }: Snapshot, name: string): number | null {
  const revision = /^[0-9a-f]{40}$/i.test(name) ? log.find(name) : -1
  return revision < 0 ? null : revision
}

function findRef(snapshot: Snapshot, name: string): number | null {
  return snapshot.bookmarks().get(name) ?? snapshot.tags().get(name) ?? branchTips(snapshot).get(name)?.revision ?? null
}

/** Hidden commits count for what is unique, as in Mercurial. */
function findPrefix({ log }: Snapshot, name: string): number | null {
  if (!/^[0-9a-f]{1,40}$/i.test(name)) return null
  const found = log.startingWith(name.toLowerCase())
  if (found.length > 1) throw new Problem('not-found', 'several commits begin so', { name })
  return found[0] ?? null
}

export function findNumbered({ isVisible, log }: Snapshot, number: number): CommitId {
  if (!Number.isInteger(number) || !isVisible(number)) throw new Problem('not-found', 'no such commit', { number })
  return commitId(log.node(number))
}

/** Oldest first. */
export function listChildren({ isVisible, log }: Snapshot, parent: number): CommitId[] {
  const found: CommitId[] = []
  for (let revision = parent + 1; revision < log.length; revision++) {
    const isChild = log.first(revision) === parent || log.second(revision) === parent
    if (isChild && isVisible(revision)) found.push(commitId(log.node(revision)))
  }
  return found
}
