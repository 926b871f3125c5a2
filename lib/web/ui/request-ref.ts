import type { RepositoryRow } from '#db/repositories.ts'
import type { PullRequestRow } from '#domain/pull-requests.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { refLabel, shortId } from './refs.ts'

const kinds = { branch: 'branch', book: 'bookmark', tag: 'tag' } as const

/** A branch, bookmark or tag and, where it is not this repository's, whose it is. */
export function requestRef(
  visit: RepositoryVisit,
  repository: RepositoryRow,
  { kind, name, commit }: PullRequestRow['source']['ref'],
): Html {
  const there = { ...visit, repository }
  const owner = repository.id === visit.repository.id ? '' : `${repository.name} `
  if (kind === 'rev') return html`${owner}<code>${shortId(visit, commit)}</code>`
  return html`${owner}${refLabel(there, { kind: kinds[kind], name })}`
}
