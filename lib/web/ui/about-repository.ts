import type { RepositoryField } from '#db/repository-fields.ts'
import type { Commit, Ref, Refs } from '#vcs/repository.ts'
import type { Reviews } from '../commits.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { authorName, type People } from './author.ts'
import { commitAddress } from './commit-line.ts'
import { subjectLink } from './commit-message.ts'
import { description } from './description.ts'
import { feedAnchors, type FeedLinks } from './feed-links.ts'
import { person } from './person.ts'
import { listTags, refLabel } from './refs.ts'
import { reviewMarks } from './review-marks.ts'

interface About {
  readonly refs: Refs
  readonly owner: string | null
  readonly fields: readonly RepositoryField[]
  readonly commits: readonly Commit[]
  readonly people: People
  readonly reviews: Reviews
  readonly feeds: FeedLinks
}

/** Beside the files of a repository: what it is, whose, and what happened in it. */
export function aboutRepository(visit: RepositoryVisit, about: About): Html {
  const { refs } = about
  return html`<aside class="stack" aria-label="${visit.t('About')}">${facts(visit, about)}
${latestCommits(visit, about)}${latestRefs(visit, visit.t('Bookmarks'), refs.bookmarks)}
${latestRefs(visit, visit.t('Latest tags'), listTags(refs))}</aside>`
}

const levels = { none: 'nothing', read: 'read', write: 'write', admin: 'administer' } as const

function facts(visit: RepositoryVisit, { owner, fields, feeds }: Pick<About, 'owner' | 'fields' | 'feeds'>): Html {
  const { repository, visitor } = visit
  const may = visit.t(levels[visitor.permissions.repository(repository)])
  const about = description(visit, repository.description.trim(), repository.name)
  return html`<section><h2>${visit.t('About')}</h2>${repository.description.trim() !== '' && html`<p>${about}</p>`}
<dl class="facts">${owner !== null && html`<dt>${visit.t('Owner')}</dt><dd>${person(owner)}</dd>`}
${fields.map(
  ({ label, value }) => html`<dt>${label}</dt><dd>${description(visit, value)}</dd>
`,
)}<dt>${visit.t('You may')}</dt><dd>${may}</dd>
<dt>${visit.t('Feed')}</dt><dd>${feedAnchors(visit, feeds)}</dd></dl></section>`
}

function latestCommits(visit: RepositoryVisit, { commits, people, reviews }: About): Html {
  const all = visit.to(routes.repository.changelog, { repository: visit.repository.name })
  return html`<section><h2>${visit.t('Latest commits')}</h2><ul class="list plain">${commits.map(
    commit => html`<li><span class="grow">
${subjectLink(visit, commit.message, commitAddress(visit, commit.id))}<br>
<span class="muted small">${authorName(people, commit.author)} · ${age(visit, commit.date)}</span></span>
<span class="marks">${reviewMarks(visit, commit.id, reviews)}</span></li>
`,
  )}</ul><p class="small"><a href="${all}">${visit.t('All commits')}</a></p></section>`
}

const shown = 5

function latestRefs(visit: RepositoryVisit, title: string, refs: readonly Ref[]): Html | null {
  if (refs.length === 0) return null
  const labels = refs.slice(0, shown).map(ref => html`${refLabel(visit, ref)} `)
  return html`<section><h2>${title}</h2><p class="bar">${labels}</p></section>`
}
