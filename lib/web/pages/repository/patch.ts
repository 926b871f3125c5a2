import { Readable } from 'node:stream'
import type { Commit, CommitId, Repository } from '#vcs/repository.ts'
import { diffOptions, readDiffChoices } from '../../diff-choices.ts'
import { page } from '../../page.ts'
import { patchHead } from '../../patch-head.ts'
import { stream } from '../../reply.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { RepositoryVisit } from '../../visit.ts'

const plain = 'text/plain; charset=utf-8'

/** The tool's own diff, as text. */
export const commitRaw = page(routes.repository.commitRaw, 'repository.read', async visit => {
  const { commit } = await find(visit, visit.params.revision)
  return stream(patchOf(visit, commit), { type: plain })
})

/** The same with what `git am` and `hg import` want above it. */
export const commitPatch = page(routes.repository.commitPatch, 'repository.read', async visit => {
  const { commit } = await find(visit, visit.params.revision)
  const parts = join(patchHead(visit.vcs.kind, commit), patchOf(visit, commit))
  return stream(Readable.from(parts, { objectMode: false }), { type: plain })
})

/** The diff to be saved. */
export const commitDownload = page(routes.repository.commitDownload, 'repository.read', async visit => {
  const { commit, id } = await find(visit, visit.params.revision)
  return stream(patchOf(visit, commit), { type: plain, download: `${id.slice(0, 12)}.diff` })
})

async function find(visit: RepositoryVisit, revision: string): Promise<{ id: CommitId; commit: Commit }> {
  const id = await commitNamed(visit, revision)
  return { id, commit: await visit.vcs.commit(id) }
}

function patchOf(visit: RepositoryVisit, commit: Commit): ReturnType<Repository['patch']> {
  return visit.vcs.patch(commit.parents[0] ?? null, commit.id, diffOptions(readDiffChoices(visit.query)))
}

async function* join(head: string, patch: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  yield Buffer.from(head)
  yield* patch
  yield Buffer.from('\n')
}
