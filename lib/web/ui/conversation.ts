import type { ReadRequest, RequestComment } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { commentArticle, commentId, personOf, spoken } from './comment.ts'
import { voteIcon, voteText, voteTone } from './vote.ts'

/** What was said of a pull request and how people voted, in the order it happened. */
export function conversation(
  visit: RepositoryVisit,
  { request, owner, said }: ReadRequest,
  placeOf: (comment: RequestComment) => Html | null,
): Html {
  return html`<ul class="events"><li class="whole"><article class="comment" id="description"><header>
${personOf(visit, owner)}<span class="muted">${visit.t('asked for a review')} ${age(visit, request.createdOn)}</span>
</header><div class="markup">${
    request.description.trim() === ''
      ? html`<p class="muted">${visit.t('No description')}</p>`
      : spoken(visit, request.description)
  }</div></article></li>
${said.map(comment =>
  comment.text === '' && comment.vote
    ? voteEvent(visit, comment, comment.vote)
    : html`<li class="whole">${commentArticle(visit, comment, { place: placeOf(comment) })}</li>
`,
)}</ul>`
}

function voteEvent(visit: RepositoryVisit, comment: RequestComment, vote: NonNullable<RequestComment['vote']>): Html {
  return html`<li class="${voteTone(vote)}" id="${commentId(comment)}">${voteIcon(visit, vote)}
${personOf(visit, comment.author)}<span class="muted">${voteText(visit, vote)}</span>
<span class="muted small">${age(visit, comment.createdOn)}</span></li>
`
}
