import type { ReadRequest } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { personOf } from './comment.ts'
import { icon } from './icon.ts'
import { requestRef } from './request-ref.ts'

/** Title and state; who wants to bring what from where to where. */
export function requestHead(visit: RepositoryVisit, { request, owner, source, target }: ReadRequest): Html {
  const count = request.commits.length
  const commits = count === 1 ? visit.t('1 commit') : visit.t('{count} commits', { count })
  return html`<div class="stack tight"><div class="bar"><h1>${request.title || visit.t('(no title)')}
<span class="muted">#${request.id}</span></h1></div>
<div class="bar">${
    request.closed
      ? html`<span class="label">${icon(visit, 'git-pull-request')}${visit.t('Closed')}</span>`
      : html`<span class="label ok">${icon(visit, 'git-pull-request')}${visit.t('Open')}</span>`
  }<span>${personOf(visit, owner)} <span class="muted">${visit.t('wants to bring {commits} from', {
    commits,
  })}</span>
${requestRef(visit, source, request.source.ref)} <span class="muted">${visit.t('into')}</span>
${requestRef(visit, target, request.target.ref)}</span>
<span class="muted small">${age(visit, request.createdOn)}</span></div></div>`
}
