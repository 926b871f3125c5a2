import { Problem } from '#std/problem.ts'
import { annotateLines } from '../annotated-lines.ts'
import { commitId } from '../backend.ts'
import type { AnnotatedLine, CommitId } from '../repository.ts'
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
  const commits = isSayable ? await askGit(annotation) : await search(annotation)
  const date = (id: CommitId): number => store.history().date(store.history().find(id))
  return annotateLines({ bytes, decoded, commits, commit, age: date })
}

async function search({ store, commit, path }: Annotation): Promise<CommitId[]> {
  const history = store.history()
  const found = await store.attempt(() => findLineCommits({ store, history, start: history.find(commit), path }))
  return found.map(position => commitId(history.id(position)))
}

async function askGit({ runner, store, commit, path }: Annotation): Promise<CommitId[]> {
  const work = onObjects(store, runner.home)
  const blame = work.command.with('blame', '--incremental', '--no-textconv', '--no-progress')
  const { stdout } = await runner.run({ ...work, command: blame.id(commit).names([path]) })
  return parseIncremental(stdout)
}

/** Groups of `id oldLine newLine count`, each followed by `key value` lines up to `filename`. */
function parseIncremental(output: Buffer): CommitId[] {
  const commits: CommitId[] = []
  for (const [, id = '', line, count] of output.toString('latin1').matchAll(/^([0-9a-f]{40,64}) \d+ (\d+) (\d+)$/gm)) {
    commits.length = Math.max(commits.length, Number(line) - 1 + Number(count))
    commits.fill(commitId(id), Number(line) - 1, Number(line) - 1 + Number(count))
  }
  return commits
}
