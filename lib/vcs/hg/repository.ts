import path from 'node:path'
import { Problem } from '#std/problem.ts'
import { type BackendDeps, commitId } from '../backend.ts'
import { cleanPath } from '../path.ts'
import type { AnnotatedLine, CommitId, DiffOptions, LogQuery, Repository } from '../repository.ts'
import { annotate } from './annotate.ts'
import { archive } from './archive.ts'
import { type Comparison, diff, patch } from './diff.ts'
import { follow, type Trail } from './follow.ts'
import { findLastCommits } from './last.ts'
import { commitOf, countCommits, listCommits, revisionOf } from './log.ts'
import { isHgFolder, readDescription } from './maintain.ts'
import { listRefs, resolveName } from './refs.ts'
import { serversOf } from './servers.ts'
import { commonAncestor } from './store/ancestry.ts'
import { readLayout } from './store/requirements.ts'
import { openSnapshots } from './store/snapshot.ts'
import { openTouched } from './touched.ts'
import { findEntry, listEntries, openFile, type Place } from './tree.ts'
import { openWriter } from './write.ts'

export { cloneHg, createHg } from './maintain.ts'

export async function openHg(given: string, { runner, budget, encodings }: BackendDeps): Promise<Repository> {
  const folder = path.resolve(given)
  if (!isHgFolder(folder)) throw new Problem('not-found', 'no such repository', { folder })
  const snapshots = openSnapshots(readLayout(folder), budget)
  const touched = openTouched(budget)
  const servers = serversOf(runner)
  const annotations = budget.shelf<readonly AnnotatedLine[]>()
  const write = openWriter({ servers, folder, snapshots, temporary: path.join(runner.home, 'tmp') })

  function place(id: CommitId, where: string): Place {
    const snapshot = snapshots()
    return { snapshot, revision: revisionOf(snapshot, id), path: where }
  }
  function trail(id: CommitId, where: string): Trail {
    const found = place(id, where)
    return { ...found, touched: () => touched(found.snapshot) }
  }
  function comparison(from: CommitId | null, to: CommitId, options?: DiffOptions): Comparison {
    const snapshot = snapshots()
    for (const id of from ? [from, to] : [to]) revisionOf(snapshot, id)
    return { servers, snapshot, folder, encodings, from, to, options }
  }

  return {
    kind: 'hg',
    can: { bookmarks: true, phases: true, closedBranches: true, namedBranches: true },
    folder,
    refs: async () => listRefs(snapshots()),
    resolve: async name => resolveName(snapshots(), name),
    async commit(id) {
      const snapshot = snapshots()
      return commitOf(snapshot, revisionOf(snapshot, id))
    },
    async tip() {
      const { tip, log } = snapshots()
      return tip < 0 ? null : commitId(log.node(tip))
    },
    numberOf: async id => revisionOf(snapshots(), id),
    async byNumber(number) {
      const { isVisible, log } = snapshots()
      if (!Number.isInteger(number) || !isVisible(number)) throw new Problem('not-found', 'no such commit', { number })
      return commitId(log.node(number))
    },
    async children(id) {
      const snapshot = snapshots()
      const { log, isVisible } = snapshot
      const parent = revisionOf(snapshot, id)
      const found: CommitId[] = []
      for (let revision = parent + 1; revision < log.length; revision++) {
        const isChild = log.first(revision) === parent || log.second(revision) === parent
        if (isChild && isVisible(revision)) found.push(commitId(log.node(revision)))
      }
      return found
    },
    count: async (query: LogQuery = {}) => countCommits(snapshots(), query),
    async *log(query = {}) {
      yield* listCommits(snapshots(), query)
    },
    async *history(id, where) {
      const found = trail(id, where)
      for await (const revision of follow(found)) yield commitOf(found.snapshot, revision)
    },
    tree: async (id, where) => listEntries(place(id, where)),
    entry: async (id, where) => findEntry(place(id, where)),
    async lastCommits(id, where) {
      const found = trail(id, where)
      const names = [...findLastCommits(found)]
      return new Map(names.map(([name, revision]) => [name, commitId(found.snapshot.log.node(revision))]))
    },
    file: async (id, where) => openFile(place(id, where)),
    async *diff(from, to, options) {
      yield* diff(comparison(from, to, options))
    },
    patch: (from, to, options) => patch(comparison(from, to, options)),
    async annotate(id, where) {
      const key = `${id} ${cleanPath(where)}`
      const known = annotations.get(key)
      if (known) return known
      const lines = await annotate({ servers, folder, encodings, commit: id, place: place(id, where) })
      annotations.set(
        key,
        lines,
        lines.reduce((sum, line) => sum + 80 + line.text.length * 2, 0),
      )
      return lines
    },
    async ancestor(one, two) {
      const snapshot = snapshots()
      const revision = commonAncestor(snapshot.log, revisionOf(snapshot, one), revisionOf(snapshot, two))
      return revision < 0 ? null : commitId(snapshot.log.node(revision))
    },
    archive(commit, format, prefix) {
      revisionOf(snapshots(), commit)
      return archive({ runner, folder, commit, format, prefix })
    },
    commitFiles: write,
    description: async () => readDescription(folder),
  }
}
