import { pipeline, type Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { Problem } from '#std/problem.ts'
import type { ArchiveFormat, CommitId } from '../repository.ts'
import type { Runner } from '../run.ts'
import { onObjects } from './command.ts'
import type { Store } from './store.ts'

export interface Archiving {
  readonly runner: Runner
  readonly store: Store
  readonly commit: CommitId
  readonly format: ArchiveFormat
  readonly prefix: string
}

/** As long as a slow client may take. */
const milliseconds = 60 * 60 * 1000

export function archive({ runner, store, commit, format, prefix }: Archiving): Readable {
  if (format === 'tar.bz2')
    throw new Problem('unavailable', 'git repositories cannot be packed with bzip2 here', { format })
  const work = onObjects(store, runner.home)
  const command = work.command.with('archive')
  const formatted = format === 'zip' ? command.with('--format=zip') : command.with('--format=tar')
  const whole = prefix === '' ? formatted : formatted.value('--prefix=', `${prefix}/`)
  const source = runner.stream({ ...work, command: whole.id(commit), limit: { milliseconds } })
  if (format !== 'tar.gz') return source
  // Errors destroy both.
  return pipeline(source, createGzip({ level: 9 }), () => {})
}
