import { Problem } from '#std/problem.ts'
import { annotateLines } from '../annotated-lines.ts'
import { commitId } from '../backend.ts'
import { parseName } from '../diff-names.ts'
import type { AnnotatedLine, CommitId, LineOrigin } from '../repository.ts'
import type { Runner } from '../run.ts'
import { decodeText } from '../text.ts'
import { onObjects } from './command.ts'
import { findLineCommits } from './lines.ts'
import type { Store } from './store.ts'
import { findFile } from './tree.ts'

export interface Annotation {
  readonly runner: Runner
  readonly store: Store
  readonly encodings: readonly string[]
  readonly commit: CommitId
  /** Clean. */
  readonly path: string
}

export async function annotate(annotation: Annotation): Promise<AnnotatedLine[]> {
  const { store, encodings, commit, path } = annotation
  const tree = await store.attempt(() => store.history().tree(store.history().find(commit)))
  const file = await store.attempt(() => findFile({ store, tree, path }))
  const bytes = await file.bytes()
  const decoded = decodeText(bytes, encodings)
  if (!decoded) throw new Problem('invalid', 'a binary file has no lines', { path })
  const isSayable = await store.attempt(() => store.isSayable(tree, path))
  const origins = isSayable ? await askGit(annotation) : await search(annotation)
  const date = (id: CommitId): number => store.history().date(store.history().find(id))
  return annotateLines({ bytes, decoded, origins, commit, path, age: date })
}

async function search({ store, commit, path }: Annotation): Promise<LineOrigin[]> {
  const history = store.history()
  const found = await store.attempt(() => findLineCommits({ store, history, start: history.find(commit), path }))
  return found.map(({ position, ...place }) => ({ ...place, commit: commitId(history.id(position)) }))
}

async function askGit({ runner, store, commit, path }: Annotation): Promise<LineOrigin[]> {
  const work = onObjects(store, runner.home)
  const blame = work.command.with('blame', '--incremental', '--no-textconv', '--no-progress')
  const { stdout } = await runner.run({ ...work, command: blame.id(commit).names([path]) })
  return parseIncremental(stdout)
}

/** Groups of `id oldLine newLine count`, each followed by `key value` lines up to `filename`. */
function parseIncremental(output: Buffer): LineOrigin[] {
  const origins: LineOrigin[] = []
  let group: { readonly id: string; readonly old: number; readonly first: number; readonly count: number } | null = null
  for (const line of output.toString('latin1').split('\n')) {
    const [, id = '', ...numbers] = /^([0-9a-f]{40,64}) (\d+) (\d+) (\d+)$/.exec(line) ?? []
    const [old = 0, first = 0, count = 0] = numbers.map(Number)
    if (id) group = { id, old, first: first - 1, count }
    if (!group || !line.startsWith('filename ')) continue
    const commit = commitId(group.id)
    const path = parseName(Buffer.from(line.slice('filename '.length), 'latin1'))
    for (let at = 0; at < group.count; at++) origins[group.first + at] = { commit, path, line: group.old + at }
  }
  return origins
}
