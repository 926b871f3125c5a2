import type { RequestInList } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import { pullRequestAddress } from '../pull-request-address.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { icon } from './icon.ts'
import { fullName } from './person.ts'
import { voteState } from './vote.ts'

/** Pull requests with what one looks for in them: where, whose, since when, how far the review is. */
export function pullRequestList(visit: Visit, requests: readonly RequestInList[]): Html {
  return html`<div class="box"><ul class="list">${requests.map(request => item(visit, request))}</ul></div>`
}

function item(visit: Visit, listed: RequestInList): Html {
  const { request, target, source, owner, comments } = listed
  const where = source.id === target.id ? target.name : `${source.name} → ${target.name}`
  return html`<li data-row>${icon(visit, 'git-pull-request', request.closed ? 'muted' : 'tone ok')}<div class="grow">
<a href="${pullRequestAddress(visit, listed)}"><strong>${request.title || visit.t('(no title)')}</strong></a>${
    request.closed && html` <span class="label">${visit.t('closed')}</span>`
  }
<div class="muted small">${where} #${request.id} · ${owner ? fullName(owner) : visit.t('somebody who is gone')} ·
${age(visit, request.createdOn)}</div></div>
${review(visit, listed)}<span class="muted small nowrap min-m">${
    comments > 0 &&
    html`${icon(visit, 'message-square')} ${comments}<span class="hidden"> ${visit.t('comments')}</span>`
  }</span></li>
`
}

function review(visit: Visit, { reviewers, result }: RequestInList): Html {
  const approved = reviewers.filter(({ vote }) => vote === 'approved').length
  const count = { approved, asked: reviewers.length }
  const text = visit.t('{approved} of {asked}', count)
  if (reviewers.length === 0) return voteState(visit, 'not_reviewed', visit.t('Nobody asked'))
  return result === 'rejected' ? voteState(visit, result) : voteState(visit, result, text)
}
