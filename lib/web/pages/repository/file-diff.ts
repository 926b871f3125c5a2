import { Problem } from '#std/problem.ts'
import { cleanPath } from '#vcs/path.ts'
import type { CommitId } from '#vcs/repository.ts'
import { comparisonAddress } from '../../comparison-address.ts'
import { type DiffChoices, diffOptions, readDiffChoices } from '../../diff-choices.ts'
import { page } from '../../page.ts'
import { redirect, stream } from '../../reply.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** One file at two revisions: the tool's diff for programs; people are led to where it is shown. */
export const fileDiff = page(routes.repository.fileDiff, 'repository.read', async visit => {
  const path = cleanPath(visit.params.path)
  if (path === '') throw new Problem('not-found', 'this address does not name a file to compare')
  const from = await named(visit, visit.query.get('diff1'))
  if (visit.query.has('show_rev')) return redirect(fileAddress(visit, from.name, path))
  const to = await named(visit, visit.query.get('diff2'))
  const wanted = visit.query.get('diff')
  const choices = readDiffChoices(visit.query)
  if (wanted !== 'raw' && wanted !== 'download') return redirect(comparisonOf(visit, { from, to, choices }))
  const patch = visit.vcs.patch(from.id, to.id, { ...diffOptions(choices), paths: [path] })
  const download = `${from.name}_vs_${to.name}.diff`.replaceAll('/', '_')
  return stream(patch, { type: 'text/plain; charset=utf-8', ...(wanted === 'download' && { download }) })
})

/** Where Kallithea showed both side by side. */
export const fileSides = page(routes.repository.fileSides, 'repository.read', async visit => {
  const from = await named(visit, visit.query.get('diff1'))
  const to = await named(visit, visit.query.get('diff2'))
  return redirect(comparisonOf(visit, { from, to, choices: { ...readDiffChoices(visit.query), layout: 'split' } }))
})

interface Revision {
  readonly name: string
  readonly id: CommitId
}

async function named(visit: RepositoryVisit, asked: string | null): Promise<Revision> {
  const name = asked || 'tip'
  return { name, id: await commitNamed(visit, name) }
}

function fileAddress(visit: RepositoryVisit, revision: string, path: string): string {
  const at = { repository: visit.repository.name, revision, path }
  return visit.to(visit.query.has('annotate') ? routes.repository.annotate : routes.repository.files, at)
}

interface Compared {
  readonly from: Revision
  readonly to: Revision
  readonly choices: DiffChoices
}

function comparisonOf(visit: RepositoryVisit, { from, to, choices }: Compared): string {
  const end = ({ name }: Revision) => ({ visit, point: { type: 'rev', name } as const })
  return comparisonAddress({ from: end(from), to: end(to) }, { kind: 'states', diff: choices })
}
