import type { Commit, CommitId } from '#vcs/repository.ts'
import type { ChangedBy, ShownRange } from '../commit-range.ts'
import { comparisonAddress } from '../comparison-address.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { commitLine } from './commit-line.ts'
import { subjectText } from './commit-message.ts'
import { diffFiles, renderDiff, type RenderedDiff } from './diff.ts'
import { commitDiff, commitLinks, diffTools } from './diff-tools.ts'
import { icon } from './icon.ts'
import { commitLog } from './log.ts'
import { refsByCommit, shortId } from './refs.ts'
import { besideFiles } from './shown-diff.ts'

/** Commits one after the other, oldest first: their list, then what each changed. `revision` is `A...B`. */
export function commitRange(visit: RepositoryVisit, revision: string, range: ShownRange): Html {
  const { commits, diff, choices, refs, people, numbers, reviews, next } = range
  const addresses = commitDiff(visit, revision)
  const everything = choices.everything ? null : addresses.to({ ...choices, everything: true })
  const rendered = renderDiff(visit, diff, choices.layout)
  const listed = commits.map(({ commit }) => commit)
  return html`<div class="bar"><h1>${rangeTitle(visit, range)}</h1>${compareLink(visit, listed)}</div>
${commitLog(visit, { commits: listed, graph: null, refs: refsByCommit(refs), people, numbers, reviews })}
${next !== null && nextCommits(visit, revision, next)}
${diffTools(visit, rendered, choices, addresses)}
${besideFiles(
  visit,
  rendered,
  everything,
  commits.map(changes => changesOf(visit, changes, { range, rendered, everything })),
)}`
}

/** To the difference of the first and the last. */
function compareLink(visit: RepositoryVisit, commits: readonly Commit[]): Html | null {
  const [first, last] = [commits[0], commits.at(-1)]
  if (!first || !last || first === last) return null
  const end = ({ id }: Commit) => ({ visit, point: { type: 'rev', name: id } as const })
  return html`<a class="button little"
 href="${comparisonAddress({ from: end(first), to: end(last) }, { kind: 'states' })}">
${icon(visit, 'arrow-left-right')}${visit.t('Compare both ends')}</a>`
}

/** `3 commits, 17edabb4 to 145ca165` */
export function rangeTitle(visit: RepositoryVisit, { commits }: ShownRange): string {
  const [first, last] = [commits[0], commits.at(-1)].map(change => shortId(visit, change?.commit.id ?? ''))
  return commits.length === 1
    ? visit.t('1 commit, {first}', { first: first ?? '' })
    : visit.t('{count} commits, {first} to {last}', { count: commits.length, first: first ?? '', last: last ?? '' })
}

function nextCommits(visit: RepositoryVisit, revision: string, next: CommitId): Html {
  const rest = `${next}${revision.slice(revision.indexOf('...'))}`
  const address = visit.to(routes.repository.commit, { repository: visit.repository.name, revision: rest })
  return html`<nav class="pager" aria-label="${visit.t('Pages')}">
<a class="button" href="${address}" rel="next">${visit.t('The commits after these')}</a></nav>`
}

interface Shown {
  readonly range: ShownRange
  readonly rendered: RenderedDiff
  readonly everything: string | null
}

function changesOf(
  visit: RepositoryVisit,
  { commit, before, files: { length } }: ChangedBy,
  { range, rendered, everything }: Shown,
): Html {
  const { people, numbers } = range
  const files = rendered.files.slice(before, before + length)
  const id = `c-${commit.id}`
  const links = commitLinks(visit, commit, everything)
  return html`<section class="stack tight" aria-labelledby="${id}"><h2 class="hidden" id="${id}">
${subjectText(visit, commit.message)} ${shortId(visit, commit.id)}</h2>
<div class="box">${commitLine(visit, { commit, people, numbers })}</div>
${files.length === 0 && html`<p class="muted">${visit.t('No file changed.')}</p>`}
${diffFiles(visit, files, links, before)}</section>`
}
