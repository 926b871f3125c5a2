import type { Commit, CommitId } from '#vcs/repository.ts'
import type { ChangedBy, ShownRange } from '../commit-range.ts'
import { comparisonAddress } from '../comparison-address.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { commitLine } from './commit-line.ts'
import { subjectText } from './commit-message.ts'
import { changedFilesHere } from './changed-files.ts'
import { diffFiles, fileId, renderDiff } from './diff.ts'
import type { DiffLinks } from './diff-links.ts'
import { commitDiff, commitLinks, diffTools } from './diff-tools.ts'
import { icon } from './icon.ts'
import { commitLog } from './log.ts'
import { refsByCommit, shortId } from './refs.ts'

/** Commits one after the other, oldest first: their list, then what each changed. `revision` is `A...B`. */
export function commitRange(visit: RepositoryVisit, revision: string, range: ShownRange): Html {
  const { commits, choices, refs, people, numbers, reviews, next } = range
  const addresses = commitDiff(visit, revision)
  const listed = commits.map(({ commit }) => commit)
  const all = commits.flatMap(({ diff }) => diff.list)
  const before = commits.map((_, index) => commits.slice(0, index).reduce((sum, { diff }) => sum + diff.list.length, 0))
  return html`<div class="bar"><h1>${rangeTitle(visit, range)}</h1>${compareLink(visit, listed)}</div>
${commitLog(visit, { commits: listed, graph: null, refs: refsByCommit(refs), people, numbers, reviews })}
${next !== null && nextCommits(visit, revision, next)}
${diffTools(visit, { count: all.length, lines: linesOf(range) }, choices, addresses)}
<div class="with-side with-tree">${changedFilesHere(visit, all)}<div class="stack">${commits.map((changes, index) =>
    changesOf(visit, changes, { range, before: before[index] ?? 0 }),
  )}</div></div>`
}

function linesOf({ commits }: ShownRange): { added: number; removed: number } | null {
  const sum = { added: 0, removed: 0 }
  for (const { diff } of commits) {
    if (!diff.counts) return null
    sum.added += diff.counts.added
    sum.removed += diff.counts.removed
  }
  return sum
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
  /** How many files the commits before it changed. */
  readonly before: number
}

function changesOf(visit: RepositoryVisit, { commit, diff }: ChangedBy, { range, before }: Shown): Html {
  const { people, numbers, choices } = range
  const id = `c-${commit.id}`
  const links = commitLinks(visit, commit, choices)
  const rendered = renderDiff(visit, diff, { layout: choices.layout, before })
  return html`<section class="stack tight" aria-labelledby="${id}"><h2 class="hidden" id="${id}">
${subjectText(visit, commit.message)} ${shortId(visit, commit.id)}</h2>
<div class="box">${commitLine(visit, { commit, people, numbers })}</div>
${diff.list.length === 0 && html`<p class="muted">${visit.t('No file changed.')}</p>`}
${diffFiles(visit, rendered.files, links, before)}${leftOut(visit, diff, { before, to: links.to })}</section>`
}

/** The files for which there was no room, as links to them on the page of their commit alone. */
function leftOut(
  visit: RepositoryVisit,
  { list, next }: ChangedBy['diff'],
  { before, to }: { readonly before: number } & Pick<DiffLinks, 'to'>,
): Html | null {
  if (!next) return null
  const files = list.slice(next.file, next.file + mostNamed)
  const places = files.map(({ newPath }, offset) => {
    const start = { file: next.file + offset, line: offset === 0 ? next.line : 0 }
    const id = start.line === 0 && html` id="${fileId(before + start.file)}"`
    return html`<li${id}><a href="${to(start)}#files">${newPath}</a></li>`
  })
  const more = list.length - next.file - files.length
  const reason = visit.t('Left out, since the whole change is too large for a page:')
  return html`<div class="stack tight"><p class="why">${reason}</p>
<ul>${places}</ul>${more > 0 && html`<p class="why">${visit.t('and {count} more files', { count: more })}</p>`}</div>`
}

/** More files that are left out are only counted. */
const mostNamed = 200
