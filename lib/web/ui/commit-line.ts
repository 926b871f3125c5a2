import type { Commit } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { author, type People } from './author.ts'
import { subjectText } from './commit-message.ts'
import { shortId } from './refs.ts'

/** The address of a commit, by its full id. */
export function commitAddress(visit: RepositoryVisit, id: string): string {
  return visit.to(routes.repository.commit, { repository: visit.repository.name, revision: id })
}

/** Numbers of commits, where they are shown. */
export type Numbers = ReadonlyMap<string, number>

/** `4f1c2a9b`, or `r12:4f1c2a9b` where numbers are shown. */
export function commitName(visit: RepositoryVisit, id: string, numbers: Numbers): string {
  const number = numbers.get(id)
  return number === undefined ? shortId(visit, id) : `r${number}:${shortId(visit, id)}`
}

export function commitHash(visit: RepositoryVisit, id: string, numbers: Numbers): Html {
  return html`<a class="hash" href="${commitAddress(visit, id)}">${commitName(visit, id, numbers)}</a>`
}

interface CommitLine {
  readonly commit: Commit
  readonly people: People
  readonly numbers: Numbers
  /** At the right. */
  readonly end?: Html
}

/** Who changed what is shown below, with which words and when. */
export function commitLine(visit: RepositoryVisit, { commit, people, numbers, end }: CommitLine): Html {
  return html`<header>${author(people, commit.author)}
<a class="grow line" href="${commitAddress(visit, commit.id)}">${subjectText(visit, commit.message)}</a>
${commitHash(visit, commit.id, numbers)}<span class="muted min-m">${age(visit, commit.date)}</span>${end}</header>`
}
