import type { CommitReview } from '#domain/commit-reviews.ts'
import { parseAuthor } from '#domain/people.ts'
import type { Commit, CommitId, Ref } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { author, type People } from './author.ts'
import { commitAddress, type Numbers } from './commit-line.ts'
import { commitMarks } from './commit-marks.ts'
import { bodyOf, commitMessage, linkedText, subjectText } from './commit-message.ts'
import { copyButton } from './copy-button.ts'
import { filesAddress } from './folder.ts'
import { icon } from './icon.ts'
import { shortId } from './refs.ts'
import { commentCount, voteSentence } from './review-marks.ts'
import { voteState } from './vote.ts'

interface Head {
  readonly commit: Commit
  readonly children: readonly CommitId[]
  readonly refs: readonly Ref[]
  readonly people: People
  readonly numbers: Numbers
  readonly review: CommitReview
}

/** Who did what, when and with which words; ways to the commits before and after. */
export function commitHead(visit: RepositoryVisit, { commit, children, refs, people, numbers, review }: Head): Html {
  const body = bodyOf(commit.message)
  const marks = commitMarks(visit, commit, refs)
  return html`<div class="stack tight"><div class="bar">
<h1>${linkedText(visit, subjectText(visit, commit.message))}</h1>
${neighbours(visit, commit, children)}
<a class="button little" href="${filesAddress(visit, commit.id, '')}">
${icon(visit, 'code')}${visit.t('Files at this commit')}</a></div>
<div class="bar">${who(visit, commit, people)}${marks}
${numbers.has(commit.id) && html`<span class="muted">r${numbers.get(commit.id)}</span>`}
<a class="hash" href="${commitAddress(visit, commit.id)}" id="full">${commit.id}</a>
${copyButton(visit, { element: '#full' }, visit.t('Copy the full hash'))}${opinion(visit, review)}
</div>${body !== '' && commitMessage(visit, body)}</div>`
}

/** How many speak of it, and what is thought of it now. */
function opinion(visit: RepositoryVisit, { comments, vote }: CommitReview): Html | null {
  if (comments === 0 && !vote) return null
  return html`
<span class="bar end">${comments > 0 && commentCount(visit, '#comments', comments)}${
    vote && voteState(visit, vote.state, voteSentence(visit, vote))
  }</span>`
}

function neighbours(visit: RepositoryVisit, { parents }: Commit, children: readonly CommitId[]): Html | null {
  const links = [
    ...parents.map(id =>
      neighbour(
        visit,
        id,
        'arrow-down',
        parents.length === 1 ? visit.t('Parent') : shortId(visit, id),
        visit.t('Parent'),
      ),
    ),
    ...children
      .slice(0, mostChildren)
      .map(id =>
        neighbour(
          visit,
          id,
          'arrow-up',
          children.length === 1 ? visit.t('Child') : shortId(visit, id),
          visit.t('Child'),
        ),
      ),
  ]
  return links.length === 0 ? null : html`<div class="${links.length > 2 ? 'bar' : 'joined'}">${links}</div>`
}

const mostChildren = 5

function neighbour(visit: RepositoryVisit, id: CommitId, arrow: string, text: string, kind: string): Html {
  return html`<a class="button little" href="${commitAddress(visit, id)}"
 aria-label="${kind} ${shortId(visit, id)}">${icon(visit, arrow)}${text}</a>`
}

function who(visit: RepositoryVisit, commit: Commit, people: People): Html {
  const wrote = html`<span class="muted">${visit.t('wrote')} ${age(visit, commit.authored)}</span>`
  if (isSamePerson(commit.author, commit.committer)) return html`${author(people, commit.author)}${wrote}`
  const committed = html`<span class="muted">${visit.t('committed')} ${age(visit, commit.date)}</span>`
  return html`${author(people, commit.author)}${wrote}${author(people, commit.committer)}${committed}`
}

function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [parseAuthor(one), parseAuthor(other)]
  return a.email === b.email && a.name === b.name
}
