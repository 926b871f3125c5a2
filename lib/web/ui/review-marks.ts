import type { CommitVote } from '#domain/commit-reviews.ts'
import type { CommitId } from '#vcs/repository.ts'
import type { Reviews } from '../commits.ts'
import { type Html, html } from '../html.ts'
import { pullRequestAddress } from '../pull-request-address.ts'
import type { RepositoryVisit } from '../visit.ts'
import { commitAddress } from './commit-line.ts'
import { icon } from './icon.ts'
import { fullName } from './person.ts'
import { voteIcon, voteText, voteTone } from './vote.ts'

/** In lists of commits: how much was said of one, and the last vote. */
export function reviewMarks(visit: RepositoryVisit, id: CommitId, reviews: Reviews): readonly Html[] {
  const { comments = 0, vote = null } = reviews.get(id) ?? {}
  return [
    ...(comments > 0
      ? [html`<span class="min-m">${commentCount(visit, `${commitAddress(visit, id)}#comments`, comments)}</span>`]
      : []),
    ...(vote ? [voteMark(visit, vote)] : []),
  ]
}

export function commentCount(visit: RepositoryVisit, address: string, count: number): Html {
  const text = count === 1 ? visit.t('1 comment') : visit.t('{count} comments', { count })
  return html`<a class="muted small nowrap" href="${address}" aria-label="${text}">
${icon(visit, 'message-square')} ${count}</a>`
}

function voteMark(visit: RepositoryVisit, vote: CommitVote): Html {
  const text = voteSentence(visit, vote)
  const mark = html`${voteIcon(visit, vote.state)}<span class="hidden">${text}</span>`
  const looks = `state ${voteTone(vote.state)}`
  if (!vote.request) return html`<span class="${looks}" title="${text}">${mark}</span>`
  return html`<a class="${looks}" title="${text}" href="${pullRequestAddress(visit, vote.request)}">${mark}</a>`
}

/** `Approved by Ann in #12` */
export function voteSentence(visit: RepositoryVisit, { state, user, request }: CommitVote): string {
  const facts = {
    vote: voteText(visit, state),
    name: user ? fullName(user) : visit.t('somebody who is gone'),
    number: request?.request.id ?? 0,
  }
  return request ? visit.t('{vote} by {name} in pull request #{number}', facts) : visit.t('{vote} by {name}', facts)
}
