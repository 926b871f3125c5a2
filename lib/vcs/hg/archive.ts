import type { Readable } from 'node:stream'
import type { ArchiveFormat, CommitId } from '../repository.ts'
import type { Runner } from '../run.ts'
import { environment } from './server.ts'
import { hg } from './servers.ts'

export interface Archiving {
  readonly runner: Runner
  readonly folder: string
  readonly commit: CommitId
  readonly format: ArchiveFormat
  readonly prefix: string
}

/** As long as a slow client may take. */
const milliseconds = 60 * 60 * 1000

/** By a process of its own: a command server cannot write zip, and would be held up by a slow client. */
export function archive({ runner, folder, commit, format, prefix }: Archiving): Readable {
  const start = hg(folder).with('archive')
  const types = {
    zip: () => start.with('--type=zip'),
    tar: () => start.with('--type=tar'),
    'tar.gz': () => start.with('--type=tgz'),
    'tar.bz2': () => start.with('--type=tbz2'),
  }
  // In a prefix % would begin a placeholder.
  const placed = types[format]().value('--prefix=', prefix === '' ? '.' : prefix.replaceAll('%', '%%'))
  return runner.stream({
    tool: 'hg',
    command: placed.value('--rev=', commit).with('-'),
    environment,
    limit: { milliseconds },
  })
}
