import type { Commit, CommitId, Refs } from '#vcs/repository.ts'
import { findRange, readRange } from '../../commit-range.ts'
import { peopleOf, readNumbers } from '../../commits.ts'
import { type DiffChoices, diffOptions, readDiffChoices } from '../../diff-choices.ts'
import { readDiff } from '../../diff-reading.ts'
import { type Html, html } from '../../html.ts'
import { kept } from '../../kept.ts'
import { page } from '../../page.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { People } from '../../ui/author.ts'
import { commitAddress, type Numbers } from '../../ui/commit-line.ts'
import { subjectText } from '../../ui/commit-message.ts'
import { commitHead } from '../../ui/commit-head.ts'
import { commitRange, rangeTitle } from '../../ui/commit-range.ts'
import { renderDiff, type RenderedDiff, sizeOfDiff } from '../../ui/diff.ts'
import { diffPage } from '../../ui/diff-page.ts'
import { commitDiff, commitLinks, diffTools } from '../../ui/diff-tools.ts'
import { refsByCommit, shortId } from '../../ui/refs.ts'
import { shownDiff } from '../../ui/shown-diff.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** One commit, or several: `A...B`. */
export const commit = page(routes.repository.commit, 'repository.read', async visit => {
  const { revision } = visit.params
  const range = await findRange(visit, revision)
  if (!range) return showOne(visit, await commitNamed(visit, revision))
  const shown = await readRange(visit, range)
  const main = commitRange(visit, revision, shown)
  return diffPage(visit, 'changelog', { title: rangeTitle(visit, shown), main })
})

async function showOne(visit: RepositoryVisit, id: CommitId): Promise<Html> {
  const { vcs, site } = visit
  const shown = await vcs.commit(id)
  const choices = readDiffChoices(visit.query)
  const [children, refs, people, numbers, diff] = await Promise.all([
    vcs.children(id),
    vcs.refs(),
    peopleOf(site, [shown]),
    readNumbers(visit, [id]),
    findDiff(visit, shown, choices),
  ])
  return show(visit, { commit: shown, children, refs, people, numbers, diff, choices })
}

/** What a commit changed against its first parent; the same at each visit, so it is kept. */
function findDiff({ site, vcs, repository, t }: RepositoryVisit, { id, parents }: Commit, choices: DiffChoices) {
  const parent = parents[0] ?? null
  const read = async () => {
    const limit = choices.everything ? null : site.config.cutOffLimit
    return renderDiff({ t }, await readDiff(vcs.diff(parent, id, diffOptions(choices)), limit), choices.layout)
  }
  return kept(site, `diff ${repository.id} ${id} ${JSON.stringify(choices)}`, read, sizeOfDiff)
}

interface Contents {
  readonly commit: Commit
  readonly children: readonly CommitId[]
  readonly refs: Refs
  readonly people: People
  readonly numbers: Numbers
  readonly diff: RenderedDiff
  readonly choices: DiffChoices
}

function show(visit: RepositoryVisit, contents: Contents): Html {
  const { commit: shown, children, refs, people, numbers, diff, choices } = contents
  const marks = refsByCommit(refs).get(shown.id) ?? []
  const addresses = commitDiff(visit, shown.id)
  const everything = choices.everything ? null : addresses.to({ ...choices, everything: true })
  const title = `${subjectText(visit, shown.message)} · ${shortId(visit, shown.id)}`
  const main = html`${commitHead(visit, { commit: shown, children, refs: marks, people, numbers })}
${diffTools(visit, diff, choices, addresses)}
${shownDiff(visit, diff, commitLinks(visit, shown, everything))}`
  const head = html`<link rel="canonical" href="${commitAddress(visit, shown.id)}">
`
  return diffPage(visit, 'changelog', { title, head, main })
}
