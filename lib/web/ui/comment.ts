import type { Comment } from '#domain/comments.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { linkedText } from './commit-message.ts'
import { fullName, person } from './person.ts'
import { voteState } from './vote.ts'

/** What the page around a comment knows of it. */
interface CommentContext {
  /** Where it was said, or the line stands that it is about. */
  readonly place?: Html | null
  /** It stands on the page elsewhere, too, and has its name there. */
  readonly isQuoted?: boolean
}

export function commentId({ id }: Pick<Comment, 'id'>): string {
  return `comment-${id}`
}

/** What somebody said, when, and with which vote. */
export function commentArticle(
  visit: RepositoryVisit,
  comment: Comment,
  { place, isQuoted }: CommentContext = {},
): Html {
  const id = commentId(comment)
  return html`<article class="comment"${!isQuoted && html` id="${id}"`}><header>${personOf(visit, comment.author)}
<span class="muted">${visit.t('commented')} <a href="#${id}">${age(visit, comment.createdOn)}</a></span>${
    place && html` <span class="muted">${place}</span>`
  }${comment.vote && html` ${voteState(visit, comment.vote)}`}</header>
<div class="markup">${spoken(visit, comment.text)}</div></article>`
}

/** Words as they were typed, with links to commits, issues and addresses. */
export function spoken(visit: RepositoryVisit, text: string): Html {
  return html`<div class="words">${linkedText(visit, text.trim())}</div>`
}

export function personOf(visit: Pick<RepositoryVisit, 't'>, user: Comment['author']): Html {
  return person(user ? fullName(user) : visit.t('somebody who is gone'))
}
