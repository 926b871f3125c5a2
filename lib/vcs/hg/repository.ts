import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isProblem, Problem } from '#std/problem.ts'
import { type BackendDeps, commitId } from '../backend.ts'
import type { Shelf } from '../budget.ts'
import { cleanPath } from '../path.ts'
import type { AnnotatedLine, CommitId, DiffOptions, LogQuery, Repository } from '../repository.ts'
import type { Runner } from '../run.ts'
import { openSteady } from '../steady.ts'
import { annotate } from './annotate.ts'
import { archive } from './archive.ts'
import { changes, type Comparison, diff, patch } from './diff.ts'
import { openFile } from './file.ts'
import { follow, type Trail } from './follow.ts'
import { findLastCommits } from './last.ts'
import { commitOf, countCommits, listCommits, listLinks, revisionOf } from './log.ts'
import { isHgFolder, readDescription } from './maintain.ts'
import { findNumbered, listChildren, listRefs, resolveName } from './refs.ts'
import { type Servers, serversOf } from './servers.ts'
import { ancestryOf, distance, newestOf } from './store/ancestry.ts'
import { readLayout } from './store/requirements.ts'
import { isLocked, openSnapshots, type Snapshot } from './store/snapshot.ts'
import { openTouched } from './touched.ts'
import { findEntry, listEntries, listPaths, type Place } from './tree.ts'
import { openWriter } from './write.ts'

export { cloneHg, createHg } from './maintain.ts'

const rewriteMilliseconds = 100

export async function openHg(given: string, { runner, budget, encodings }: BackendDeps): Promise<Repository> {
  const folder = path.resolve(given)
  if (!isHgFolder(folder)) throw new Problem('not-found', 'no such repository', { folder })
  const layout = readLayout(folder)
  const snapshots = openSnapshots(layout, budget)
  const servers = serversOf(runner)
  const parts: Omit<Parts, 'snapshots' | 'state'> = {
    folder,
    runner,
    encodings,
    servers,
    touched: openTouched(budget),
    annotations: budget.shelf(),
    write: openWriter({ servers, folder, snapshots, temporary: path.join(runner.home, 'tmp') }),
    steady: openSteady<Snapshot>({
      read: snapshots,
      isBusy: snapshot => isLocked(layout) || snapshot.isPast(),
      view: snapshot => viewOf({ ...parts, snapshots: () => snapshot, state: snapshot.stamp }),
    }),
  }
  return viewOf({ ...parts, snapshots, state: '' })
}

interface Parts {
  readonly folder: string
  readonly runner: Runner
  readonly encodings: readonly string[]
  readonly servers: Servers
  readonly touched: ReturnType<typeof openTouched>
  readonly annotations: Shelf<readonly AnnotatedLine[]>
  readonly write: Repository['commitFiles']
  readonly steady: Repository['steady']
  /** Of one moment; '' of now. */
  readonly state: string
  /** Of now, or of one moment. */
  readonly snapshots: () => Snapshot
}

function viewOf(parts: Parts): Repository {
  const { folder, runner, encodings, servers, touched, annotations, snapshots } = parts

  /** Once more when the files were rewritten between reading one and the next. */
  async function read<Value>(run: (snapshot: Snapshot) => Value): Promise<Value> {
    try {
      return run(snapshots())
    } catch (error) {
      if (!isProblem(error, 'unavailable')) throw error
      await setTimeout(rewriteMilliseconds)
      return run(snapshots())
    }
  }
  const at = <Value>(id: CommitId, where: string, run: (place: Place) => Value): Promise<Value> =>
    read(snapshot => run({ snapshot, revision: revisionOf(snapshot, id), path: where }))
  const trail = (place: Place): Trail => ({ ...place, touched: () => touched(place.snapshot) })

  function comparison(from: CommitId | null, to: CommitId, options?: DiffOptions): Comparison {
    const snapshot = snapshots()
    for (const id of from && !options?.source ? [from, to] : [to]) revisionOf(snapshot, id)
    return { servers, snapshot, folder, encodings, from, to, options }
  }

  return {
    kind: 'hg',
    can: { bookmarks: true, phases: true, closedBranches: true, namedBranches: true },
    folder,
    steady: parts.steady,
    state: parts.state,
    refs: () => read(listRefs),
    resolve: name => read(snapshot => resolveName(snapshot, name)),
    commit: id => at(id, '', ({ snapshot, revision }) => commitOf(snapshot, revision)),
    tip: () => read(({ tip, log }) => (tip < 0 ? null : commitId(log.node(tip)))),
    numberOf: id => at(id, '', ({ revision }) => revision),
    byNumber: number => read(snapshot => findNumbered(snapshot, number)),
    children: id => at(id, '', ({ snapshot, revision }) => listChildren(snapshot, revision)),
    count: async (query: LogQuery = {}) => countCommits(snapshots(), query),
    async *log(query = {}) {
      yield* listCommits(snapshots(), query)
    },
    links: (query, limit) => read(snapshot => listLinks(snapshot, query, limit)),
    async *history(id, where, { renames } = { renames: true }) {
      const found = await at(id, where, trail)
      for await (const revision of follow(found, renames)) yield commitOf(found.snapshot, revision)
    },
    tree: (id, where) => at(id, where, listEntries),
    paths: (id, where, most) => at(id, where, place => listPaths(place, most)),
    entry: (id, where) => at(id, where, findEntry),
    lastCommits: (id, where) => at(id, where, place => findLastCommits(trail(place))),
    file: (id, where) => at(id, where, place => openFile({ servers, folder, commit: id, place })),
    async *diff(from, to, options) {
      yield* diff(comparison(from, to, options))
    },
    changes: async (from, to, options) => changes(comparison(from, to, options)),
    patch: (from, to, options) => patch(comparison(from, to, options)),
    async annotate(id, where) {
      const key = `${id} ${cleanPath(where)}`
      const known = annotations.get(key)
      if (known) return known
      const lines = await at(id, where, place => annotate({ servers, folder, encodings, commit: id, place }))
      annotations.set(
        key,
        lines,
        lines.reduce((sum, line) => sum + 80 + line.text.length * 2, 0),
      )
      return lines
    },
    ancestry: id => at(id, '', ({ snapshot, revision }) => ancestryOf(snapshot.log, revision)),
    distance: (one, other) =>
      read(snapshot => distance(snapshot.log, revisionOf(snapshot, one), revisionOf(snapshot, other))),
    mergeBases: (id, others) =>
      at(id, '', ({ snapshot: { log }, revision }) =>
        newestOf(log, revision, each => others(log.node(each))).map(each => commitId(log.node(each))),
      ),
    archive(commit, format, prefix) {
      revisionOf(snapshots(), commit)
      return archive({ runner, servers, read, folder, commit, prefix }, format)
    },
    commitFiles: parts.write,
    description: async () => readDescription(folder),
  }
}
