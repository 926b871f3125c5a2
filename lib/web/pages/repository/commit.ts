import type { RepositoryRow } from '#db/repositories.ts'
import { type CommitComment, type ReadCommitReview, readCommitReview } from '#domain/commit-reviews.ts'
import type { Commit, CommitId, Refs } from '#vcs/repository.ts'
import { findRange, readRange } from '../../commit-range.ts'
import { peopleOf, readNumbers } from '../../commits.ts'
import { type DiffChoices, isPartAsked, readDiffChoices } from '../../diff-choices.ts'
import { readDifference, readKeptDifference } from '../../difference.ts'
import { type Html, html } from '../../html.ts'
import { kept } from '../../kept.ts'
import { lasting, type Place } from '../../lasting.ts'
import { page } from '../../page.ts'
import { commitNamed } from '../../revision.ts'
import { routes } from '../../routes.ts'
import type { People } from '../../ui/author.ts'
import { commitAddress, type Numbers } from '../../ui/commit-line.ts'
import { subjectText } from '../../ui/commit-message.ts'
import { commitHead } from '../../ui/commit-head.ts'
import { commitTalk } from '../../ui/commit-talk.ts'
import { commitRange, rangeTitle } from '../../ui/commit-range.ts'
import { renderDiff, type RenderedDiff, sizeOfDiff } from '../../ui/diff.ts'
import { diffPage } from '../../ui/diff-page.ts'
import { commitDiff, commitLinks, diffTools, sizesOf } from '../../ui/diff-tools.ts'
import { type LineNotes, linePlace, notesBelow, placeNotes } from '../../ui/line-notes.ts'
import { refsByCommit, shortId } from '../../ui/refs.ts'
import { diffPart, shownDiff } from '../../ui/shown-diff.ts'
import type { RepositoryVisit, Visit } from '../../visit.ts'

/** One commit, or several: `A...B`. */
export const commit = lasting(
  'page',
  page(routes.repository.commit, 'repository.read', async visit => {
    const { revision } = visit.params
    const range = await findRange(visit, revision)
    if (!range) return showOne(visit, await commitNamed(visit, revision))
    const shown = await readRange(visit, range)
    const main = commitRange(visit, revision, shown)
    return diffPage(visit, 'changelog', { title: rangeTitle(visit, shown), main })
  }),
  { beside: readReview },
)

/** What was said of the commit that the address names. */
function readReview(
  { site, visitor: { permissions }, params: { revision = '' } }: Visit & Place,
  repository: RepositoryRow,
): Promise<ReadCommitReview> {
  return readCommitReview(site, { repository, permissions }, revision)
}

async function showOne(visit: RepositoryVisit, id: CommitId): Promise<Html> {
  const { vcs, site, repository, visitor } = visit
  const shown = await vcs.commit(id)
  const choices = readDiffChoices(visit.query)
  const review = await readCommitReview(site, { repository, permissions: visitor.permissions }, id)
  if (visit.partial && isPartAsked(visit.query)) {
    const { rendered } = await findDiff(visit, shown, choices, review.said)
    return diffPart(visit, rendered, commitLinks(visit, shown, choices))
  }
  const [children, refs, people, numbers, diff] = await Promise.all([
    vcs.children(id),
    vcs.refs(),
    peopleOf(site, [shown]),
    readNumbers(visit, [id]),
    findDiff(visit, shown, choices, review.said),
  ])
  return show(visit, { commit: shown, children, refs, people, numbers, review, diff, choices })
}

interface NotedDiff {
  readonly rendered: RenderedDiff
  readonly notes: LineNotes
}

/** What a commit changed against its first parent: kept as markup, until its lines are spoken of. */
async function findDiff(
  visit: RepositoryVisit,
  { id, parents }: Commit,
  choices: DiffChoices,
  said: readonly CommitComment[],
): Promise<NotedDiff> {
  const { site, repository, t } = visit
  const between = [parents[0] ?? null, id] as const
  if (said.some(({ place }) => place !== null)) {
    const diff = await readKeptDifference(visit, between, choices)
    const notes = placeNotes(diff, said)
    return { rendered: renderDiff({ t }, diff, { layout: choices.layout, notes: notesBelow(visit, notes) }), notes }
  }
  const key = `diff ${repository.id} ${id} ${JSON.stringify(choices)}`
  const render = async () => renderDiff({ t }, await readDifference(visit, between, choices), choices)
  return { rendered: await kept(site, key, render, sizeOfDiff), notes: new Map() }
}

interface Contents {
  readonly commit: Commit
  readonly children: readonly CommitId[]
  readonly refs: Refs
  readonly people: People
  readonly numbers: Numbers
  readonly review: ReadCommitReview
  readonly diff: NotedDiff
  readonly choices: DiffChoices
}

function show(visit: RepositoryVisit, contents: Contents): Html {
  const { commit: shown, children, refs, people, numbers, review, choices } = contents
  const { rendered: diff, notes } = contents.diff
  const marks = refsByCommit(refs).get(shown.id) ?? []
  const addresses = commitDiff(visit, shown.id)
  const title = `${subjectText(visit, shown.message)} · ${shortId(visit, shown.id)}`
  const main = html`${commitHead(visit, { commit: shown, children, refs: marks, people, numbers, review })}
${diffTools(visit, sizesOf(diff), choices, addresses)}
${shownDiff(visit, diff, commitLinks(visit, shown, choices))}
${review.said.length > 0 && commitTalk(visit, review, linePlace(visit, notes))}`
  const head = html`<link rel="canonical" href="${commitAddress(visit, shown.id)}">
`
  return diffPage(visit, 'changelog', { title, head, main })
}
