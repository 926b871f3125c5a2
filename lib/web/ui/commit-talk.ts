import type { Comment } from '#domain/comments.ts'
import type { ReadCommitReview, SeenRequest } from '#domain/commit-reviews.ts'
import { type Html, html } from '../html.ts'
import { pullRequestAddress } from '../pull-request-address.ts'
import type { RepositoryVisit } from '../visit.ts'
import { commitConversation } from './conversation.ts'

/** What was said of a commit and of its lines, and how people voted: all of it, wherever else it stands on the page. */
export function commitTalk(
  visit: RepositoryVisit,
  { said, comments }: ReadCommitReview,
  linePlace: (comment: Comment) => Html | null,
): Html {
  return html`<section class="stack" aria-labelledby="comments"><h2 id="comments">${visit.t('Comments')}
<span class="count">${comments}</span></h2>
${commitConversation(visit, said, comment =>
  comment.request ? requestPlace(visit, comment.request) : linePlace(comment),
)}</section>`
}

function requestPlace(visit: RepositoryVisit, seen: SeenRequest): Html {
  const { id, title } = seen.request
  return html`${visit.t('in pull request')} <a href="${pullRequestAddress(visit, seen)}">#${id} ${title}</a>`
}
