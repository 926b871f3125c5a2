import { describeChangeset } from '#domain/changesets.ts'
import { formatLocal } from '#std/local-time.ts'
import { isProblem } from '#std/problem.ts'
import type { CommitId } from '#vcs/repository.ts'
import { page } from '../../page.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import { jsonForScripts } from '../../script-answers.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** What a commit is, for scripts; of one that is not there, what stands for none. */
export const changesetInfo = page(routes.repository.changesetInfo, 'repository.read', visit =>
  jsonForScripts(visit, async () => {
    try {
      return await factsOf(visit, await commitNamed(visit, visit.params.revision))
    } catch (caught) {
      if (!isProblem(caught, 'not-found')) throw caught
      return { ...noCommit, message: caught.message, date: formatLocal(new Date(0)) }
    }
  }),
)

const noCommit = { short_id: '0'.repeat(12), raw_id: '0'.repeat(40), revision: -1, author: '' }

export const changesetChildren = page(routes.repository.changesetChildren, 'repository.read', visit =>
  jsonForScripts(visit, async () => {
    const commit = await commitNamed(visit, visit.params.revision)
    return { results: await allFacts(visit, await visit.vcs.children(commit)) }
  }),
)

export const changesetParents = page(routes.repository.changesetParents, 'repository.read', visit =>
  jsonForScripts(visit, async () => {
    const commit = await commitNamed(visit, visit.params.revision)
    const { parents } = await visit.vcs.commit(commit)
    return { results: await allFacts(visit, parents) }
  }),
)

function allFacts(visit: RepositoryVisit, ids: readonly CommitId[]) {
  return Promise.all(ids.map(id => factsOf(visit, id)))
}

/** In Kallithea's words. */
async function factsOf({ vcs }: RepositoryVisit, id: CommitId) {
  const { shortId, rawId, ...same } = await describeChangeset(vcs, await vcs.commit(id))
  return { short_id: shortId, raw_id: rawId, ...same }
}
