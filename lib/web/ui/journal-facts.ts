import type { JournalEntry } from '#domain/journal.ts'
import { type Html, html } from '../html.ts'
import { journalWords } from '../journal-words.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'

/** How words and addresses are written: addresses for a page, or whole for who reads elsewhere. */
export type Writing = Pick<Visit, 't' | 'to'>

/** More commits of a push are only counted. */
const most = 3

/** What an entry is about besides its repository: commits, a fork, a number. */
export function journalFacts(visit: Writing, { row, repository, fork, target }: JournalEntry): readonly Html[] {
  const { about } = journalWords(row.action)
  if (about === '') return []
  if (/^push|^user_commented_revision/.test(row.action))
    return pushed(visit, repository?.name ?? null, about.split(','))
  if (/_forked_repo:/.test(row.action)) {
    if (!fork) return []
    return [html`<a href="${visit.to(routes.repository.summary, { repository: fork.name })}">${fork.name}</a>`]
  }
  if (!/_pull_request:/.test(row.action)) return [html`<em>${about}</em>`]
  if (!target) return [html`<em>#${about}</em>`]
  const address = visit.to(routes.repository.pullRequest, { repository: target.name, id: about, path: '' })
  return [html`<a href="${address}">#${about}</a>`]
}

function pushed(visit: Writing, repository: string | null, revisions: readonly string[]): readonly Html[] {
  const shown = revisions.filter(Boolean).slice(0, most)
  const commits = revisions.filter(isId)
  const facts = shown.map(revision => oneOf(visit, repository, revision))
  const [first, last] = [commits[0], commits.at(-1)]
  if (repository === null || first === undefined || last === undefined || commits.length < 2) return facts
  const hidden = revisions.length - shown.length
  const address = visit.to(routes.repository.commit, { repository, revision: `${first}...${last}` })
  const text = hidden > 0 ? visit.t('and {hidden} more', { hidden }) : visit.t('all together')
  return [...facts, html`<a href="${address}">${text}</a>`]
}

function oneOf(visit: Writing, repository: string | null, revision: string): Html {
  const [what, name] = revision.split('=>')
  if (name !== undefined) {
    const said = what === 'tag' ? visit.t('tag {name}', { name }) : visit.t('no branch {name} any more', { name })
    return html`<em>${said}</em>`
  }
  if (repository === null || !isId(revision)) return html`<code>${revision.slice(0, 8)}</code>`
  const address = visit.to(routes.repository.commit, { repository, revision })
  return html`<a class="hash" href="${address}">${revision.slice(0, 8)}</a>`
}

function isId(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision)
}
