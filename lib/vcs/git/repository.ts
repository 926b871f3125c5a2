import path from 'node:path'
import { Problem } from '#std/problem.ts'
import { type BackendDeps, commitId } from '../backend.ts'
import type { Shelf } from '../budget.ts'
import { cleanPath } from '../path.ts'
import type { AnnotatedLine, Commit, CommitId, DiffOptions, Entry, LogQuery, Repository } from '../repository.ts'
import type { Runner } from '../run.ts'
import { openSteady } from '../steady.ts'
import { annotate } from './annotate.ts'
import { archive } from './archive.ts'
import { changes, type Comparison, diff, patch } from './diff.ts'
import { follow } from './follow.ts'
import { openLastCommits } from './last.ts'
import { count, links, log, readCommit } from './log.ts'
import { gitFolder, readDescription } from './maintain.ts'
import { ancestryOf, distance, mergeBases } from './order.ts'
import { findNumber, findTip, listChildren, listRefs, numberOf, positionOf, resolveName } from './refs.ts'
import { openSnapshots, parseRevFilter, type Snapshot } from './snapshot.ts'
import { openHandles } from './store/handles.ts'
import { openStore, type Store } from './store.ts'
import { findEntry, findFile, listEntries, listPaths } from './tree.ts'
import { commitFiles } from './write.ts'

export { cloneGit, createGit, gitFolder } from './maintain.ts'

/** Opens git repositories that share their open files. */
export function openGitBackend(deps: BackendDeps): (folder: string) => Promise<Repository> {
  const handles = openHandles()
  return async folder => {
    const place = gitFolder(folder)
    if (!place) throw new Problem('not-found', 'no such repository', { folder })
    return openGit(path.resolve(folder), path.resolve(place), { ...deps, handles })
  }
}

function openGit(
  folder: string,
  place: string,
  { runner, budget, encodings, revFilter, handles }: BackendDeps & { handles: ReturnType<typeof openHandles> },
): Repository {
  const store = openStore({ folder: place, runner, budget, handles })
  const snapshots = openSnapshots(store, runner, parseRevFilter(revFilter))
  const parts: Omit<Parts, 'snapshots' | 'state'> = {
    folder,
    place,
    runner,
    encodings,
    store,
    commits: budget.shelf(),
    annotations: budget.shelf(),
    entries: budget.shelf(),
    lastCommits: openLastCommits(store, budget.shelf()),
    steady: openSteady<Snapshot>({
      read: snapshots,
      isBusy: ({ refs }) => refs.isBusy,
      view: snapshot => viewOf({ ...parts, snapshots: async () => snapshot, state: snapshot.refs.stamp }),
    }),
  }
  return viewOf({ ...parts, snapshots, state: '' })
}

interface Parts {
  readonly folder: string
  readonly place: string
  readonly runner: Runner
  readonly encodings: readonly string[]
  readonly store: Store
  readonly commits: Shelf<Commit>
  readonly annotations: Shelf<readonly AnnotatedLine[]>
  readonly entries: Shelf<readonly Entry[]>
  readonly lastCommits: ReturnType<typeof openLastCommits>
  readonly steady: Repository['steady']
  /** Of one moment; '' of now. */
  readonly state: string
  /** Of now, or of one moment. */
  readonly snapshots: () => Promise<Snapshot>
}

function viewOf(parts: Parts): Repository {
  const { folder, place, runner, encodings, store, commits, annotations, entries, lastCommits, snapshots } = parts

  async function at<Value>(id: CommitId, read: (tree: string) => Value): Promise<Value> {
    const snapshot = await snapshots()
    return store.attempt(() => read(snapshot.history.tree(positionOf(snapshot, id))))
  }
  function commit(id: string): Commit {
    const known = commits.get(id)
    if (known) return known
    const read = readCommit(store, id, encodings)
    commits.set(id, read, 600 + read.message.length * 2)
    return read
  }
  async function reading(): Promise<Parameters<typeof log>[0]> {
    return { store, snapshot: await snapshots(), encodings, commit }
  }
  /** For what must answer at once. */
  function check(id: CommitId): void {
    try {
      store.history().add(id)
    } catch (error) {
      throw new Problem('not-found', 'no such commit', { id }, error)
    }
  }
  function comparison(from: CommitId | null, to: CommitId, options: DiffOptions = {}): Comparison {
    for (const id of from && !options.source ? [from, to] : [to]) check(id)
    return { runner, store, encodings, from, to, options }
  }

  return {
    kind: 'git',
    can: { bookmarks: false, phases: false, closedBranches: false, namedBranches: false },
    folder,
    steady: parts.steady,
    state: parts.state,
    refs: async () => listRefs(await snapshots()),
    async resolve(name) {
      const snapshot = await snapshots()
      return store.attempt(() => resolveName(snapshot, name))
    },
    commit: async id => commits.get(id) ?? at(id, () => commit(id)),
    async tip() {
      const snapshot = await snapshots()
      return store.attempt(() => findTip(snapshot))
    },
    async numberOf(id) {
      const snapshot = await snapshots()
      return store.attempt(() => numberOf(snapshot, id))
    },
    async byNumber(number) {
      const snapshot = await snapshots()
      return store.attempt(() => findNumber(snapshot, number))
    },
    async children(id) {
      const snapshot = await snapshots()
      return store.attempt(() => listChildren(snapshot, id))
    },
    count: async (query: LogQuery = {}) => count(await reading(), query),
    async *log(query = {}) {
      yield* log(await reading(), query)
    },
    links: async (query, limit) => links(await reading(), query, limit),
    async *history(id, where, { renames } = { renames: true }) {
      const all = await reading()
      yield* follow(all, { start: positionOf(all.snapshot, id), path: where, renames })
    },
    tree: (id, where) =>
      at(id, tree => {
        const key = `${tree} ${where}`
        const known = entries.get(key)
        if (known) return known
        const found = listEntries({ store, tree, path: where })
        entries.set(key, found, found.length * 300)
        return found
      }),
    paths: (id, where, most) => at(id, tree => listPaths({ store, tree, path: where }, most)),
    entry: (id, where) => at(id, tree => findEntry({ store, tree, path: where })),
    async lastCommits(id, where) {
      const snapshot = await snapshots()
      const { history } = snapshot
      const { names } = await store.attempt(() => lastCommits(positionOf(snapshot, id), cleanPath(where)))
      return new Map([...names].map(([name, position]) => [name, commitId(history.id(position))]))
    },
    file: (id, where) => at(id, tree => findFile({ store, tree, path: where })),
    async *diff(from, to, options) {
      yield* diff(comparison(from, to, options))
    },
    changes: async (from, to, options) => changes(comparison(from, to, options)),
    patch: (from, to, options) => patch(comparison(from, to, options)),
    async annotate(id, where) {
      const clean = cleanPath(where)
      const key = `${id} ${clean}`
      const known = annotations.get(key)
      if (known) return known
      await at(id, () => null)
      const lines = await annotate({ runner, store, encodings, commit: id, path: clean })
      annotations.set(
        key,
        lines,
        lines.reduce((sum, line) => sum + 80 + line.text.length * 2, 0),
      )
      return lines
    },
    async ancestry(id) {
      const snapshot = await snapshots()
      return ancestryOf(snapshot.history, positionOf(snapshot, id))
    },
    async distance(one, other) {
      const snapshot = await snapshots()
      return store.attempt(() => distance(snapshot.history, positionOf(snapshot, one), positionOf(snapshot, other)))
    },
    async mergeBases(id, others) {
      const snapshot = await snapshots()
      const { history } = snapshot
      const isAmongOthers = (position: number): boolean => others(history.id(position))
      const bases = await store.attempt(() => mergeBases(history, positionOf(snapshot, id), isAmongOthers))
      return bases.map(position => commitId(history.id(position)))
    },
    archive(id, format, prefix) {
      check(id)
      return archive({ runner, store, commit: id, format, prefix })
    },
    async commitFiles(edit) {
      const tree = edit.parent ? await at(edit.parent, found => found) : null
      return commitFiles({ runner, store, tree, edit })
    },
    description: () => readDescription(place),
  }
}
