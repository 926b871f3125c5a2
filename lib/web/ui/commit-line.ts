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

/** `r12:4f1c2a9b` or `4f1c2a9b`, as the settings say, as a link. */
export function commitHash(visit: RepositoryVisit, id: string): Html {
  return html`<a class="hash" href="${commitAddress(visit, id)}">${shortId(visit, id)}</a>`
}

/** Who changed what is shown below, with which words and when. */
export function commitLine(visit: RepositoryVisit, commit: Commit, people: People, end?: Html): Html {
  return html`<header>${author(people, commit.author)}
<a class="grow line" href="${commitAddress(visit, commit.id)}">${subjectText(visit, commit.message)}</a>
${commitHash(visit, commit.id)}<span class="muted min-m">${age(visit, commit.date)}</span>${end}</header>`
}
