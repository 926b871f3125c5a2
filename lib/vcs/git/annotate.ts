import { Problem } from '#std/problem.ts'
import { commitId } from '../backend.ts'
import type { AnnotatedLine, CommitId } from '../repository.ts'
import type { Runner } from '../run.ts'
import { decodeText } from '../text.ts'
import { onObjects } from './command.ts'
import { findFile } from './tree.ts'
import type { Store } from './store.ts'

export interface Annotation {
  readonly runner: Runner
  readonly store: Store
  readonly encodings: readonly string[]
  readonly commit: CommitId
  readonly tree: string
  /** Clean. */
  readonly path: string
}

export async function annotate({ runner, store, encodings, commit, tree, path }: Annotation): Promise<AnnotatedLine[]> {
  const file = await store.attempt(() => findFile({ store, tree, path }))
  const decoded = decodeText(await file.bytes(), encodings)
  if (!decoded) throw new Problem('invalid', 'a binary file has no lines', { path })
  const work = onObjects(store, runner.home)
  const command = work.command.with('blame', '--incremental', '--no-textconv', '--no-progress').id(commit).names([path])
  const { stdout } = await runner.run({ ...work, command })
  const commits = parseIncremental(stdout)
  const lines = decoded.text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((text, index) => ({ commit: commits[index] ?? commit, number: index + 1, text }))
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
