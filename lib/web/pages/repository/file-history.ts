import { cleanPath } from '#vcs/path.ts'
import type { Ref } from '#vcs/repository.ts'
import { readNumbers, takeFirst } from '../../commits.ts'
import { page } from '../../page.ts'
import { json } from '../../reply.ts'
import { atPath, commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import { commitName } from '../../ui/commit-line.ts'

/** More commits of a file are not offered. */
const most = 10_000

/** Where a file can be looked at: commits that changed it, branches and tags; for scripts. Nothing for a folder. */
export const fileHistory = page(routes.repository.fileHistory, 'repository.read', async visit => {
  const { vcs, params } = visit
  const commit = await commitNamed(visit, params.revision)
  const path = cleanPath(params.path)
  const { kind } = await atPath(path, () => vcs.entry(commit, path))
  if (kind === 'folder') return json(null)
  const commits = await takeFirst(vcs.history(commit, path, { renames: false }), most)
  const refs = await vcs.refs()
  const numbers = await readNumbers(
    visit,
    commits.map(({ id }) => id),
  )
  const headOf = new Map(refs.branches.toReversed().map(ref => [ref.commit, ref.name]))
  const changes = commits.map(({ id, branch }) => ({
    id,
    text: `${commitName(visit, id, numbers)} (${branch ?? headOf.get(id) ?? 'None'})`,
  }))
  return json({
    more: false,
    results: [
      { text: 'Changesets', children: changes },
      { text: 'Branches', children: refs.branches.map(choice) },
      { text: 'Tags', children: refs.tags.map(choice) },
    ],
  })
})

function choice({ name, commit }: Ref) {
  return { id: commit, text: name }
}
