import { Readable } from 'node:stream'
import { Problem } from '#std/problem.ts'
import type { Commit, CommitId, Repository } from '#vcs/repository.ts'
import { findRange, listRange } from '../../commit-range.ts'
import { diffOptions, readDiffChoices } from '../../diff-choices.ts'
import { lasting } from '../../lasting.ts'
import { page } from '../../page.ts'
import { patchHead } from '../../patch-head.ts'
import { type Reply, stream } from '../../reply.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { RepositoryVisit } from '../../visit.ts'

const plain = 'text/plain; charset=utf-8'

/** The tool's own diff, as text; where several commits are named, of the last, as Kallithea does. */
export const commitRaw = lasting(
  'bytes',
  page(routes.repository.commitRaw, 'repository.read', visit => rawOf(visit, visit.params.revision)),
)

/** Where it was in older versions of Kallithea. */
export const oldCommitRaw = lasting(
  'bytes',
  page(routes.repository.oldCommitRaw, 'repository.read', visit => rawOf(visit, visit.params.revision)),
)

/** The same with what `git am` and `hg import` want above it, one commit after the other. */
export const commitPatch = lasting(
  'bytes',
  page(routes.repository.commitPatch, 'repository.read', async visit => {
    const patches = join(visit, await listNamed(visit, visit.params.revision))
    return stream(Readable.from(patches, { objectMode: false }), { type: plain })
  }),
)

/** The diff to be saved. */
export const commitDownload = lasting(
  'bytes',
  page(routes.repository.commitDownload, 'repository.read', async visit => {
    const { commit, name } = await findLast(visit, visit.params.revision)
    return stream(patchOf(visit, commit), { type: plain, download: `${name.slice(0, 12)}.diff` })
  }),
)

async function rawOf(visit: RepositoryVisit, revision: string): Promise<Reply> {
  const { commit } = await findLast(visit, revision)
  return stream(patchOf(visit, commit), { type: plain })
}

async function findLast(visit: RepositoryVisit, revision: string): Promise<{ commit: Commit; name: string }> {
  const { vcs } = visit
  const range = await findRange(visit, revision)
  const id = range ? await vcs.byNumber(range.last) : await commitNamed(visit, revision)
  return { commit: await vcs.commit(id), name: range ? revision : id }
}

/** Each of them costs a process. */
const mostPatches = 250

async function listNamed(visit: RepositoryVisit, revision: string): Promise<readonly CommitId[]> {
  const range = await findRange(visit, revision)
  if (!range) return [await commitNamed(visit, revision)]
  const ids = await listRange(visit.vcs, range, mostPatches + 1)
  if (ids.length <= mostPatches) return ids
  throw new Problem('invalid', 'these are too many commits for one patch; ask for fewer, or clone the repository')
}

function patchOf(visit: RepositoryVisit, commit: Commit): ReturnType<Repository['patch']> {
  return visit.vcs.patch(commit.parents[0] ?? null, commit.id, diffOptions(readDiffChoices(visit.query)))
}

async function* join(visit: RepositoryVisit, ids: readonly CommitId[]): AsyncIterable<Buffer> {
  for (const id of ids) {
    const commit = await visit.vcs.commit(id)
    yield Buffer.from(patchHead(visit.vcs.kind, commit))
    yield* patchOf(visit, commit)
    yield Buffer.from('\n')
  }
}
