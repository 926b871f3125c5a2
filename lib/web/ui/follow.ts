import { listFollowerIds } from '#domain/followers.ts'
import { listForksOf } from '#domain/repositories.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'
import { tokenField } from './token-field.ts'

/** Who watches a repository, and how many copies of it there are. */
export interface Following {
  readonly followers: number
  readonly forks: number
  /** Whether the visitor follows it. */
  readonly isMine: boolean
}

export async function readFollowing({ site, repository, visitor }: RepositoryVisit): Promise<Following> {
  const followers = await listFollowerIds(site, repository)
  const forks = await listForksOf(site, repository, visitor.permissions)
  const isMine = visitor.kind === 'user' && followers.some(id => id === visitor.user?.id)
  return { followers: followers.length, forks: forks.length, isMine }
}

/** At the right of the repository's name: to follow it or no longer, and where the others are. */
export function followBar(visit: RepositoryVisit, { followers, forks, isMine }: Following): Html {
  const { name: repository } = visit.repository
  const toFollowers = visit.to(routes.repository.followers, { repository })
  const toForks = visit.to(routes.repository.forks, { repository })
  return html`<div class="bar end">${visit.visitor.kind === 'user' && followForm(visit, isMine)}
${counted(visit, { to: toFollowers, sign: 'users', text: visit.t('Followers'), count: followers })}
${counted(visit, { to: toForks, sign: 'git-fork', text: visit.t('Forks'), count: forks })}</div>`
}

function followForm(visit: RepositoryVisit, isMine: boolean): Html {
  const { id, name: repository } = visit.repository
  return html`<form method="post" action="${visit.to(routes.toggleFollowing, {})}">${tokenField(visit)}
<input type="hidden" name="came_from" value="${visit.to(routes.repository.summary, { repository })}">
<button class="button little follow" type="submit" name="follows_repository_id" value="${id}"
aria-pressed="${String(isMine)}">${icon(visit, 'star')}${isMine ? visit.t('Following') : visit.t('Follow')}</button>
</form>`
}

interface Counted {
  readonly to: string
  readonly sign: string
  readonly text: string
  readonly count: number
}

function counted(visit: RepositoryVisit, { to, sign, text, count }: Counted): Html {
  return html`<a class="button little" href="${to}">${icon(visit, sign)}${text} <span class="count">${count}</span></a>`
}
