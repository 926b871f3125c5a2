import type { Comment } from '#domain/comments.ts'
import type { ReadRequest } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { commentArticle, commentId, personOf, spoken } from './comment.ts'
import { voteIcon, voteText, voteTone } from './vote.ts'

type PlaceOf<Said extends Comment> = (comment: Said) => Html | null

/** What was said of a pull request and how people voted, in the order it happened. */
export function conversation(
  visit: RepositoryVisit,
  { request, owner, source, said }: ReadRequest,
  placeOf: PlaceOf<Comment>,
): Html {
  return html`<ul class="events"><li class="whole"><article class="comment" id="description"><header>
${personOf(visit, owner)}<span class="muted">${visit.t('asked for a review')} ${age(visit, request.createdOn)}</span>
</header><div class="markup">${
    request.description.trim() === ''
      ? html`<p class="muted">${visit.t('No description')}</p>`
      : spoken({ ...visit, repository: source }, request.description) // the commits it names are there
  }</div></article></li>
${events(visit, said, placeOf)}</ul>`
}

/** The same of a commit. */
export function commitConversation<Said extends Comment>(
  visit: RepositoryVisit,
  said: readonly Said[],
  placeOf: PlaceOf<Said>,
): Html {
  return html`<ul class="events">${events(visit, said, placeOf)}</ul>`
}

function events<Said extends Comment>(
  visit: RepositoryVisit,
  said: readonly Said[],
  placeOf: PlaceOf<Said>,
): readonly Html[] {
  return said.map(comment =>
    comment.text === '' && comment.vote
      ? voteEvent(visit, comment, comment.vote, placeOf(comment))
      : html`<li class="whole">${commentArticle(visit, comment, { place: placeOf(comment) })}</li>
`,
  )
}

function voteEvent(
  visit: RepositoryVisit,
  comment: Comment,
  vote: NonNullable<Comment['vote']>,
  place: Html | null,
): Html {
  return html`<li class="${voteTone(vote)}" id="${commentId(comment)}">${voteIcon(visit, vote)}
${personOf(visit, comment.author)}<span class="muted">${voteText(visit, vote)}${place && html` · ${place}`}</span>
<span class="muted small">${age(visit, comment.createdOn)}</span></li>
`
}
