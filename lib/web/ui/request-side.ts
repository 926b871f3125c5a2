import type { ReadRequest } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import type { RequestedChange } from '../request-reading.ts'
import type { RepositoryVisit } from '../visit.ts'
import { personOf } from './comment.ts'
import { commitHash } from './commit-line.ts'
import { voteState } from './vote.ts'

/** Beside the conversation: who was asked and what came of it, and where both sides parted. */
export function requestSide(visit: RepositoryVisit, request: ReadRequest, change: RequestedChange | null): Html {
  const { reviewers, result } = request
  return html`<aside class="stack" aria-label="${visit.t('About this pull request')}"><section>
<h2>${visit.t('Reviewers')}</h2>${
    reviewers.length === 0
      ? html`<p class="muted">${visit.t('Nobody was asked to review.')}</p>`
      : html`<ul class="list plain">${reviewers.map(
          ({ user, vote }) => html`<li><span class="grow">${personOf(visit, user)}</span>
<span class="end">${voteState(visit, vote ?? 'not_reviewed')}</span></li>
`,
        )}</ul>`
  }</section>
<section><h2>${visit.t('Result')}</h2><p>${voteState(visit, result)}</p></section>${
    change?.ancestor &&
    html`
<section><h2>${visit.t('Common ancestor')}</h2>
<p>${commitHash(change.source, change.ancestor, new Map())}</p></section>`
  }</aside>`
}
