import { PassThrough, pipeline, type Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { ArchiveFormat, CommitId } from '../repository.ts'
import type { Runner } from '../run.ts'
import { type ZipEntry, zip } from '../zip.ts'
import { readSmallFile } from './file.ts'
import { revisionOf } from './log.ts'
import { environment } from './server.ts'
import { hg, type Servers } from './servers.ts'
import { linesOf, type ManifestLine } from './store/manifest.ts'
import type { Snapshot } from './store/snapshot.ts'

export interface Archiving {
  readonly runner: Runner
  readonly servers: Servers
  readonly read: <Value>(run: (snapshot: Snapshot) => Value) => Promise<Value>
  readonly folder: string
  readonly commit: CommitId
  readonly prefix: string
}

/** As long as a slow client may take. */
const milliseconds = 60 * 60 * 1000

export function archive(archiving: Archiving, format: ArchiveFormat): Readable {
  return format === 'zip' ? zipped(archiving) : tarred(archiving, format)
}

/** By a process of its own: a command server would be held up by a slow client. */
function tarred({ runner, folder, commit, prefix }: Archiving, format: Exclude<ArchiveFormat, 'zip'>): Readable {
  const start = hg(folder).with('archive')
  const typed = format === 'tar.bz2' ? start.with('--type=tbz2') : start.with('--type=tar')
  // In a prefix % would begin a placeholder.
  const placed = typed.value('--prefix=', prefix === '' ? '.' : prefix.replaceAll('%', '%%'))
  const source = runner.stream({
    tool: 'hg',
    command: placed.value('--rev=', commit).with('-'),
    environment,
    limit: { milliseconds },
  })
  // Packed here, beside Mercurial's work and not after it. Errors destroy both.
  return format === 'tar.gz' ? pipeline(source, createGzip(), () => {}) : source
}

/** By ourselves: Mercurial ends in the middle of a zip when a name is no UTF-8. */
function zipped(archiving: Archiving): Readable {
  const body = new PassThrough()
  const left = new AbortController()
  body.once('close', () => left.abort())
  return pipeline(packed(archiving, left.signal), body, () => {})
}

async function* packed(archiving: Archiving, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { read, commit } = archiving
  const [manifest, time] = await read(snapshot => {
    const revision = revisionOf(snapshot, commit)
    return [snapshot.manifest(revision), new Date(snapshot.change(revision).time * 1000)]
  })
  yield* zip(entries(archiving, manifest, signal), time)
}

/** As Mercurial orders and marks them. */
async function* entries(archiving: Archiving, manifest: Buffer, signal: AbortSignal): AsyncGenerator<ZipEntry> {
  const { read, prefix } = archiving
  const nameOf = (path: string): Buffer =>
    Buffer.concat([Buffer.from(prefix && `${prefix}/`), Buffer.from(path, 'latin1')])
  yield { name: nameOf('.hg_archival.txt'), kind: 'file', content: await describe(archiving) }
  for (const line of linesOf(manifest)) {
    const small = await read(snapshot => readSmallFile(snapshot, line))
    yield { name: nameOf(line.path), kind: kinds[line.flag], content: small ?? largeFile(archiving, line, signal) }
  }
}

const kinds = { '': 'file', x: 'executable', l: 'symlink' } as const

/** What Mercurial itself writes into `.hg_archival.txt`. */
function describe({ servers, folder, commit }: Archiving): Promise<Buffer> {
  const template = `repo: {revset("first(all())") % "{node}"}
node: {node}
branch: {branch|utf8}
{ifeq(latesttagdistance, 0, join(latesttag % "tag: {tag}", "\\n"),
  separate("\\n",
    join(latesttag % "latesttag: {tag}", "\\n"),
    "latesttagdistance: {latesttagdistance}",
    "changessincelatesttag: {changessincelatesttag}"))}
`
  return servers.run({ command: hg(folder).with('log').value('--rev=', commit).value('--template=', template) })
}

/** By a process of its own, like a tar. Its name is spelled in bytes, for there may be no way to say it. */
function largeFile({ runner, folder, commit }: Archiving, { path }: ManifestLine, signal: AbortSignal): Readable {
  const bytes = Array.from(Buffer.from(path, 'latin1'), byte => `\\x${byte.toString(16).padStart(2, '0')}`)
  return runner.stream({
    tool: 'hg',
    command: hg(folder)
      .with('cat')
      .value('--rev=', commit)
      .names([`re:^${bytes.join('')}$`]),
    environment,
    limit: { milliseconds },
    signal,
  })
}
