import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { type ArchiveKind, archiveKinds, archiveNames, recordDownload } from '#domain/archives.ts'
import { Problem } from '#std/problem.ts'
import { page } from '../../page.ts'
import { stream } from '../../reply.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** `tip.zip`: all files of a commit in one. Sent while it is made, so nobody knows its length. */
export const archive = page(routes.repository.archive, 'repository.read', async visit => {
  const { repository, vcs } = visit
  if (!repository.downloads) throw new Problem('forbidden', 'downloads of this repository are switched off')
  const { revision, kind } = readName(visit.params.file)
  if ((await vcs.tip()) === null) throw new Problem('not-found', 'this repository is empty')
  const commit = await commitNamed(visit, revision)
  const names = archiveNames(repository, commit)
  const download = `${names.file}${kind.ending}`
  const body = await begun(vcs.archive(commit, kind.format, names.folder))
  await record(visit, download, body)
  return stream(body, { type: kind.type, download, packed: true })
})

function readName(file: string): { readonly revision: string; readonly kind: ArchiveKind } {
  const kind = archiveKinds.find(({ ending }) => file.endsWith(ending))
  if (!kind) throw new Problem('not-found', 'this repository cannot be packed that way', { file })
  return { revision: file.slice(0, -kind.ending.length), kind }
}

/** A tool that fails at once is told on a page, and not by a broken file. */
async function begun(body: Readable): Promise<Readable> {
  await once(body, 'readable')
  return body
}

async function record({ site, repository, visitor, caller }: RepositoryVisit, download: string, body: Readable) {
  const { user } = visitor
  if (!user) return
  try {
    await recordDownload(site, repository, download, { user, address: caller.address })
  } catch (caught) {
    body.destroy()
    throw caught
  }
}
