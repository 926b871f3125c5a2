import { Readable } from 'node:stream'
import { Problem } from '#std/problem.ts'
import type { CommitId, FileAt } from '../repository.ts'
import { hg, type Servers } from './servers.ts'
import { fromBytes } from './store/changelog.ts'
import { fileText } from './store/filelog.ts'
import type { ManifestLine } from './store/manifest.ts'
import { flags } from './store/revlog.ts'
import type { Snapshot } from './store/snapshot.ts'
import { describeFile, locate, type Place } from './tree.ts'

export interface FileReading {
  readonly servers: Servers
  readonly folder: string
  readonly commit: CommitId
  readonly place: Place
}

/** Larger files are not put together in our memory: Mercurial gives them. */
const inMemory = 32 * 1024 * 1024
const piece = 256 * 1024

export function openFile({ servers, folder, commit, place }: FileReading): FileAt {
  const { snapshot, path } = place
  const found = locate(place)
  if (found.kind !== 'file') throw new Problem('not-found', 'no such file', { path })
  const { isLarge, read } = findText(snapshot, found.line)
  const stream = (): Readable =>
    isLarge
      ? servers.stream({ command: hg(folder).with('cat').value('--rev=', commit), paths: [found.path] })
      : Readable.from(pieces(read), { objectMode: false })
  return {
    ...describeFile(snapshot, found.line),
    stream,
    bytes: async limit => (isLarge ? collect(stream(), limit) : read().subarray(0, limit)),
  }
}

/** All of a file; null when it is not put together in our memory. */
export function readSmallFile(snapshot: Snapshot, line: ManifestLine): Buffer | null {
  const { isLarge, read } = findText(snapshot, line)
  return isLarge ? null : read()
}

function findText(snapshot: Snapshot, { path, node }: ManifestLine): { isLarge: boolean; read: () => Buffer } {
  const log = snapshot.filelog(path, node)
  const revision = log.find(node)
  if (log.flags(revision) & flags.censored)
    throw new Problem('not-found', 'the content was removed', { path: fromBytes(path) })
  return { isLarge: log.size(revision) > inMemory, read: () => fileText(log, revision).bytes }
}

function* pieces(read: () => Buffer): Generator<Buffer> {
  const bytes = read()
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}

async function collect(source: AsyncIterable<Buffer>, limit = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Buffer[] = []
  let have = 0
  for await (const chunk of source) {
    chunks.push(chunk)
    have += chunk.length
    if (have >= limit) break
  }
  const bytes = Buffer.concat(chunks)
  return bytes.subarray(0, Math.min(limit, bytes.length))
}
