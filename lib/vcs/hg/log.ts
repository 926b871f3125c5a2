import { setImmediate } from 'node:timers/promises'
import { Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import { keepLast } from '../listing.ts'
import type { Commit, CommitId, Link, LogQuery } from '../repository.ts'
import { ancestorsOf } from './store/ancestry.ts'
import { phase } from './store/phases.ts'
import type { Snapshot } from './store/snapshot.ts'

/** The revision number of a commit that is visible. */
export function revisionOf({ log, isVisible }: Snapshot, id: CommitId): number {
  const revision = log.find(id)
  if (!isVisible(revision)) throw new Problem('not-found', 'no such commit', { id })
  return revision
}

export function commitOf(snapshot: Snapshot, revision: number): Commit {
  const { log, change, phase: phaseOf } = snapshot
  const { user, time, offset, extra, message } = change(revision)
  const { branch = 'default', close, ...rest } = extra
  const date = new Date(time * 1000)
  return {
    id: commitId(log.node(revision)),
    parents: log.parents(revision).map(parent => commitId(log.node(parent))),
    author: user,
    committer: user,
    date,
    zone: Math.round(-offset / 60) || 0, // never -0
    authored: date,
    message,
    branch,
    closesBranch: close === '1',
    phase: phaseName(phaseOf(revision)),
    extra: rest,
  }
}

function phaseName(number: number): Commit['phase'] {
  if (number === phase.public) return 'public'
  return number === phase.draft ? 'draft' : 'secret'
}

export async function* listCommits(snapshot: Snapshot, query: LogQuery): AsyncGenerator<Commit> {
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = query
  let passed = 0
  for await (const revision of matching(snapshot, query)) {
    if (passed >= offset + limit) return
    if (passed >= offset) yield commitOf(snapshot, revision)
    if (++passed >= offset + limit) return
  }
}

export async function countCommits(snapshot: Snapshot, query: LogQuery): Promise<number> {
  if (!query.author && !query.text) return candidates(snapshot, query).length
  let found = 0
  for await (const _ of matching(snapshot, query)) found++
  return found
}

/** Revision numbers stand for the commits. */
export function listLinks(snapshot: Snapshot, query: LogQuery, limit: number): readonly Link[] {
  const { log } = snapshot
  return candidates(snapshot, query)
    .slice(0, limit)
    .map(id => ({ id, parents: log.parents(id) }))
}

async function* matching(snapshot: Snapshot, query: LogQuery): AsyncGenerator<number> {
  const { author, text } = query
  for (const [place, revision] of candidates(snapshot, query).entries()) {
    if (!author && !text) {
      yield revision
      continue
    }
    // Others want to be served while a long history is searched.
    if (place % 200 === 199) await setImmediate()
    const { user, message } = snapshot.change(revision)
    if (has(user, author) && has(message, text)) yield revision
  }
}

function has(where: string, what: string | undefined): boolean {
  return !what || where.toLowerCase().includes(what.toLowerCase())
}

/** Newest first, without what needs the commits themselves. */
const candidates = keepLast(findCandidates)

function findCandidates(snapshot: Snapshot, { from, not = [], branch }: LogQuery): readonly number[] {
  const { tip, isVisible, log } = snapshot
  const isWanted = branch === undefined ? () => true : isOnBranch(snapshot, branch)
  const isReached = from || not.length ? reach(snapshot, from, not) : () => true
  const found: number[] = []
  for (let revision = Math.min(tip, log.length - 1); revision >= 0; revision--) {
    if (isVisible(revision) && isReached(revision) && isWanted(revision)) found.push(revision)
  }
  return found
}

function isOnBranch({ branches, branchHeads }: Snapshot, name: string): (revision: number) => boolean {
  const all = branches()
  const index = all.indexOf(name)
  if (!branchHeads()[index]?.length) throw new Problem('not-found', 'no such branch', { branch: name })
  return revision => all.index(revision) === index
}

function reach(snapshot: Snapshot, from: LogQuery['from'], not: readonly CommitId[]): (revision: number) => boolean {
  const refused = not.map(id => revisionOf(snapshot, id))
  if (from) {
    const marks = ancestorsOf(
      snapshot.log,
      from.map(id => revisionOf(snapshot, id)),
      refused,
    )
    return revision => marks[revision] === 1
  }
  const marks = ancestorsOf(snapshot.log, refused)
  return revision => marks[revision] !== 1
}
