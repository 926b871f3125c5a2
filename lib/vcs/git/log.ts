import { setImmediate } from 'node:timers/promises'
import { Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import { keepLast } from '../listing.ts'
import type { Commit, Link, LogQuery } from '../repository.ts'
import { decodeAnyway } from '../text.ts'
import { dateOrder } from './order.ts'
import { positionOf } from './refs.ts'
import type { Snapshot } from './snapshot.ts'
import { parseGitCommit } from './store/commit.ts'
import type { Store } from './store.ts'

export interface Reading {
  readonly store: Store
  readonly snapshot: Snapshot
  readonly encodings: readonly string[]
  /** As `readCommit`, but what was read is kept for the next page. */
  readonly commit: (id: string) => Commit
}

export function readCommit(store: Store, id: string, encodings: readonly string[]): Commit {
  const { parents, author, committer, encoding, message } = parseGitCommit(store.objects.read(id).data)
  const decode = (bytes: Buffer): string => decodeAnyway(bytes, encoding ? [encoding, ...encodings] : encodings)
  return {
    id: commitId(id),
    parents: parents.map(commitId),
    author: decode(author.who),
    committer: decode(committer.who),
    date: new Date(committer.seconds * 1000),
    zone: committer.zone,
    authored: new Date(author.seconds * 1000),
    message: decode(message),
    branch: null,
    closesBranch: false,
    phase: 'public',
    extra: {},
  }
}

/** Positions, newest first, without the parts of a query that need the commits themselves. */
export const listPositions = keepLast(findPositions)

function findPositions(snapshot: Snapshot, { from, not, branch }: LogQuery): Uint32Array {
  const { history, order, commits } = snapshot
  if (!from && !not?.length && branch === undefined) return order().list
  const excluded = (not ?? []).map(id => positionOf(snapshot, id))
  let starts = from ? from.map(id => positionOf(snapshot, id)) : snapshot.heads
  if (branch !== undefined) {
    const tip = commits.get(`refs/heads/${branch}`) ?? commits.get(`refs/remotes/origin/${branch}`)
    if (tip === undefined) throw new Problem('not-found', 'no such branch', { branch })
    if (from) {
      const onBranch = new Set(dateOrder(history, [tip], excluded))
      return dateOrder(history, starts, excluded).filter(position => onBranch.has(position))
    }
    starts = [tip]
  }
  return dateOrder(history, starts, excluded)
}

export async function* log(reading: Reading, query: LogQuery): AsyncGenerator<Commit> {
  const { store, snapshot } = reading
  const positions = await store.attempt(() => listPositions(snapshot, query))
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = query
  const end = offset + limit
  if (!query.author && !query.text) {
    for (const position of positions.subarray(offset, Math.min(end, positions.length)))
      yield await store.attempt(() => reading.commit(snapshot.history.id(position)))
    return
  }
  let found = 0
  for await (const commit of matching(reading, positions, query)) {
    if (found >= end) return
    if (found++ >= offset) yield commit
    if (found >= end) return
  }
}

/** Positions stand for the commits. */
export async function links({ store, snapshot }: Reading, query: LogQuery, limit: number): Promise<readonly Link[]> {
  const positions = await store.attempt(() => listPositions(snapshot, query))
  return Array.from(positions.subarray(0, limit), id => ({ id, parents: snapshot.history.parents(id) }))
}

export async function count(reading: Reading, query: LogQuery): Promise<number> {
  const positions = await reading.store.attempt(() => listPositions(reading.snapshot, query))
  if (!query.author && !query.text) return positions.length
  let found = 0
  for await (const _ of matching(reading, positions, query)) found++
  return found
}

function commitAt({ store, snapshot, encodings }: Reading, position: number): Promise<Commit> {
  return store.attempt(() => readCommit(store, snapshot.history.id(position), encodings))
}

async function* matching(reading: Reading, positions: Uint32Array, { author, text }: LogQuery): AsyncGenerator<Commit> {
  for (const [place, position] of positions.entries()) {
    // Others want to be served while a long history is searched.
    if (place % 200 === 199) await setImmediate()
    const commit = await commitAt(reading, position)
    if (has(commit.author, author) && has(commit.message, text)) yield commit
  }
}

function has(where: string, what: string | undefined): boolean {
  return !what || where.toLowerCase().includes(what.toLowerCase())
}
