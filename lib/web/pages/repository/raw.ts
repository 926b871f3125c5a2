import { contentType } from '#std/mime.ts'
import { Problem } from '#std/problem.ts'
import { encodingOf } from '#vcs/text.ts'
import { cleanPath } from '#vcs/path.ts'
import type { FileAt } from '#vcs/repository.ts'
import { lasting } from '../../lasting.ts'
import { page } from '../../page.ts'
import { documentPolicy, type Medium, mediumOf, sandbox } from '../../raw-types.ts'
import { type Reply, stream } from '../../reply.ts'
import { atPath, commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** As much of a file tells what it is. */
const beginning = 65_536

/** A file that is no longer is read at once and sent in one piece. */
const atOnce = 1_000_000

/**
 * A file to be looked at: pictures as they are, text as plain text, all else to be saved. Nothing of it can run. For a
 * page that shows it (`shown=1`), sound, films and PDF come as what they are, too.
 */
export const raw = lasting(
  'bytes',
  page(routes.repository.raw, 'repository.read', async visit => {
    const file = await findFile(visit, visit.params.revision, visit.params.path)
    const head = await file.bytes(atOnce)
    const medium = mediumOf(file.name)
    if (medium && (medium.medium === 'picture' || visit.query.has('shown'))) return sendMedium(file, medium, head)
    const extent = file.size > beginning ? 'beginning' : 'all'
    const charset = encodingOf(head.subarray(0, beginning), extent, visit.site.config.defaultEncoding)
    if (charset === null) return send(file, 'application/octet-stream', head, { save: true })
    return send(file, `text/plain; charset=${charset}`, head)
  }),
)

/** The bytes of a file to be saved. */
export const rawFile = lasting(
  'bytes',
  page(routes.repository.rawFile, 'repository.read', async visit => {
    const file = await findFile(visit, visit.params.revision, visit.params.path)
    return send(file, contentType(file.name), await file.bytes(atOnce), { save: true })
  }),
)

async function findFile(visit: RepositoryVisit, revision: string, path: string): Promise<FileAt> {
  const commit = await commitNamed(visit, revision)
  const clean = cleanPath(path)
  const entry = await atPath(clean, () => visit.vcs.entry(commit, clean))
  if (entry.kind === 'folder' || entry.kind === 'submodule') {
    throw new Problem('not-found', 'this is a folder; only files can be had raw', { path: clean })
  }
  return visit.vcs.file(commit, clean)
}

function sendMedium(file: FileAt, { medium, type }: { medium: Medium; type: string }, head: Buffer): Reply {
  if (medium !== 'pdf') return send(file, type, head)
  if (!head.subarray(0, 1024).includes('%PDF-')) return send(file, 'application/octet-stream', head, { save: true })
  return send(file, type, head, { policy: documentPolicy, framed: true })
}

interface Sending {
  readonly save?: boolean
  readonly policy?: string
  readonly framed?: boolean
}

function send(file: FileAt, type: string, head: Buffer, { save, policy = sandbox, framed }: Sending = {}): Reply {
  return stream(file.size <= head.length ? head : file.stream(), {
    type,
    length: file.size,
    etag: file.id,
    policy,
    ranges: !/^text\/|[/+](?:xml|json|javascript)/.test(type), // text is sent compressed, which has no parts
    ...(framed && { framed }),
    ...(save && { download: file.name }),
  })
}
