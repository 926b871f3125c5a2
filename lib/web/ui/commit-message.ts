import { parseMessage } from '#markup/message.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { messagePieces } from './message-pieces.ts'

/** First line of a message. */
function subjectOf(message: string): string {
  return message.trimStart().split('\n', 1)[0]?.trimEnd() ?? ''
}

/** The same as a page shows it: something always stands there. */
export function subjectText(visit: Pick<RepositoryVisit, 't'>, message: string): string {
  return subjectOf(message) || visit.t('(no message)')
}

/** What follows the first line. */
export function bodyOf(message: string): string {
  const text = message.trim()
  const end = text.indexOf('\n')
  return end < 0 ? '' : text.slice(end + 1).replace(/^\s*\n/, '')
}

/** Text of a commit with links to issues, commits and addresses. */
export function commitMessage(visit: RepositoryVisit, text: string): Html {
  return html`<div class="message">${linkedText(visit, text)}</div>`
}

/** The same inside a line; `link` is where words lead that lead nowhere by themselves. */
export function linkedText(visit: RepositoryVisit, text: string, link?: string): readonly Html[] {
  const repository = visit.repository.name
  return messagePieces(visit, parseMessage(text, visit.site.config.issueLinks, repository), { repository, link })
}

/** The first line as a link to the commit. */
export function subjectLink(visit: RepositoryVisit, message: string, link: string): readonly Html[] {
  return linkedText(visit, subjectText(visit, message), link)
}
