import { pipeline, type Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { createBzip2 } from '../bzip2.ts'
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
  const work = onObjects(store, runner.home)
  const command = work.command.with('archive')
  const formatted = format === 'zip' ? command.with('--format=zip') : command.with('--format=tar')
  const whole = prefix === '' ? formatted : formatted.value('--prefix=', `${prefix}/`)
  const source = runner.stream({ ...work, command: whole.id(commit), limit: { milliseconds } })
  // Errors destroy both.
  if (format === 'tar.gz') return pipeline(source, createGzip(), () => {})
  if (format === 'tar.bz2') return pipeline(source, createBzip2(), () => {})
  return source
}
