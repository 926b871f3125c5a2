import type { Commit, CommitId, Ref } from '#vcs/repository.ts'
import type { Reviews } from '../commits.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { author, type People } from './author.ts'
import { commitAddress, commitHash, type Numbers } from './commit-line.ts'
import { commitMarks } from './commit-marks.ts'
import { subjectLink } from './commit-message.ts'
import { dayOf, dayText } from './day.ts'
import { graphGap, graphRow, graphWidth } from './graph.ts'
import type { GraphRow } from './graph-lanes.ts'
import { reviewMarks } from './review-marks.ts'

interface Log {
  readonly commits: readonly Commit[]
  readonly people: People
  readonly numbers: Numbers
  readonly reviews: Reviews
  readonly refs: ReadonlyMap<CommitId, readonly Ref[]>
  /** A row for each commit; null where commits are left out between them. */
  readonly graph: readonly GraphRow[] | null
}

/** Commits day by day. */
export function commitLog(visit: RepositoryVisit, log: Log): Html {
  const width = log.graph ? graphWidth(log.graph) : 0
  let day = ''
  const items = log.commits.map((commit, index) => {
    const before = day
    day = dayOf(commit.date)
    const above = index === 0 ? [] : (log.graph?.[index - 1]?.below ?? [])
    const heading = day !== before && dayRow(visit, commit, log.graph && graphGap(above, width))
    return html`${heading}${row(visit, commit, log, index, width)}`
  })
  return html`<div class="box"><ol class="log${log.graph && ' lanes'}">${items}</ol></div>`
}

function dayRow(visit: RepositoryVisit, { date }: Commit, gap: Html | null): Html {
  return html`<li class="day">${gap}<h2>${dayText(visit, date)}</h2></li>`
}

function row(visit: RepositoryVisit, commit: Commit, log: Log, index: number, width: number): Html {
  const lanes = log.graph?.[index]
  const marks = commitMarks(visit, commit, log.refs.get(commit.id) ?? [])
  return html`<li data-row>${lanes && graphRow(lanes, width)}<div class="grow"><div>${subjectLink(
    visit,
    commit.message,
    commitAddress(visit, commit.id),
  )}${marks.map(mark => html` ${mark}`)}</div></div>
<div class="meta"><span class="marks">${reviewMarks(visit, commit.id, log.reviews)}</span>
<span class="min-l">${author(log.people, commit.author)}</span>
<span class="min-m">${commitHash(visit, commit.id, log.numbers)}</span>
<span class="muted small">${age(visit, commit.date)}</span></div></li>
`
}
