import type { Readable } from 'node:stream'
import type { Command } from '../command.ts'
import { parseDiff } from '../diff.ts'
import { cleanPath } from '../path.ts'
import type { CommitId, DiffOptions, FileDiff } from '../repository.ts'
import { hg, type Servers } from './servers.ts'
import { spellings } from './tree.ts'

export interface Comparison {
  readonly servers: Servers
  readonly folder: string
  readonly encodings: readonly string[]
  readonly from: CommitId | null
  readonly to: CommitId
  readonly options?: DiffOptions
}

export function patch(comparison: Comparison): Readable {
  return stream(comparison, diffCommand(comparison))
}

/** Like the patch, but without the content of binary files. */
export async function* diff(comparison: Comparison): AsyncGenerator<FileDiff> {
  yield* parseDiff(stream(comparison, diffCommand(comparison).with('--no-binary')), comparison)
}

function stream({ servers, options }: Comparison, command: Command): Readable {
  const paths = options?.paths?.flatMap(path => spellings(cleanPath(path)))
  return servers.stream({ command, paths, milliseconds: 10 * 60 * 1000 })
}

const mostContext = 2 ** 31 - 1

function diffCommand({ folder, from, to, options = {} }: Comparison): Command {
  const context = Math.trunc(Math.min(Math.max(options.context ?? 3, 0), mostContext))
  const start = hg(folder).with('diff', '--git', '--show-function').value('--unified=', context)
  const spaced = options.ignoreWhitespace ? start.with('--ignore-all-space') : start
  return (from ? spaced.value('--rev=', from) : spaced.with('--rev=null')).value('--rev=', to)
}
