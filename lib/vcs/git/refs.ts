import { Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import type { CommitId, Ref, Refs } from '../repository.ts'
import type { Snapshot } from './snapshot.ts'

const branchPrefix = 'refs/heads/'
const tagPrefix = 'refs/tags/'

export function listRefs({ refs, commits, history, heads }: Snapshot): Refs {
  const withPrefix = (kind: Ref['kind'], prefix: string): Ref[] =>
    [...commits].flatMap(([name, position]) =>
      name.startsWith(prefix) ? { kind, name: name.slice(prefix.length), commit: commitId(history.id(position)) } : [],
    )
  const empty = heads.length === 0
  return {
    branches: empty ? [] : withPrefix('branch', branchPrefix),
    closedBranches: [],
    tags: empty ? [] : withPrefix('tag', tagPrefix).toReversed(),
    bookmarks: [],
    defaultBranch: refs.headName?.startsWith(branchPrefix) ? refs.headName.slice(branchPrefix.length) : null,
  }
}

/**
 * What a person wrote, by Kallithea's rules: '' and tip and HEAD are the last commit, a number is a number, then
 * branches,
 * origin's branches, tags, and at last a whole id. Short ids are none.
 */
export function resolveName(snapshot: Snapshot, name: string): CommitId {
  const { commits, history, order } = snapshot
  if (['', 'tip', 'HEAD', 'head', '-1'].includes(name)) {
    const last = findTip(snapshot)
    if (last) return last
    throw new Problem('not-found', 'the repository is empty', { name })
  }
  if (/^\d{1,11}$/.test(name) || /^0+$/.test(name)) return findNumber(snapshot, Number(name))
  for (const prefix of [branchPrefix, 'refs/remotes/origin/', tagPrefix]) {
    const position = commits.get(prefix + name)
    if (position !== undefined && snapshot.heads.length > 0) return commitId(history.id(position))
  }
  const position = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name) ? history.find(name) : -1
  if (position >= 0 && (order().places[position] ?? -1) >= 0) return commitId(name)
  throw new Problem('not-found', 'no such commit', { name })
}

export function findTip({ order, history }: Snapshot): CommitId | null {
  const [last] = order().list
  return last === undefined ? null : commitId(history.id(last))
}

export function findNumber({ order, history }: Snapshot, number: number): CommitId {
  const { list } = order()
  const position = list[list.length - 1 - number]
  if (position === undefined) throw new Problem('not-found', 'no such commit', { number })
  return commitId(history.id(position))
}

export function numberOf(snapshot: Snapshot, id: CommitId): number {
  const { list, places } = snapshot.order()
  const place = places[positionOf(snapshot, id)] ?? -1
  if (place < 0) throw new Problem('not-found', 'no such commit', { id })
  return list.length - 1 - place
}

export function positionOf({ history }: Snapshot, id: CommitId): number {
  const position = history.find(id)
  if (position < 0) throw new Problem('not-found', 'no such commit', { id })
  return position
}

/** Oldest first. */
export function listChildren(snapshot: Snapshot, id: CommitId): CommitId[] {
  const { order, history } = snapshot
  const wanted = positionOf(snapshot, id)
  const place = order().places[wanted] ?? -1
  const newer = order().list.subarray(0, Math.max(0, place))
  const found = newer.filter(position => history.parents(position).includes(wanted)).toReversed()
  return Array.from(found, position => commitId(history.id(position)))
}
