import type { UserRow } from '#db/users.ts'
import type { Belongings } from '#domain/user-removal.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { sourceName } from './source-name.ts'

/** Where an account comes from, and what it owns. */
export function userFacts(visit: Visit, user: UserRow, belongings: Belongings): Html {
  const { repositories, userGroups, gists, pullRequests } = belongings
  const groups = links(visit, belongings.groups, group => visit.to(routes.group.show, { group }))
  return html`<dl class="facts">
<dt>${visit.t('Number')}</dt><dd>${user.id}</dd>
<dt>${visit.t('Source')}</dt><dd>${sourceName(visit, user.externType)}</dd>
<dt>${visit.t('Name there')}</dt><dd>${user.externName || '—'}</dd>
<dt>${visit.t('Created')}</dt><dd>${age(visit, user.createdOn)}</dd>
<dt>${visit.t('Last sign-in')}</dt><dd>${user.lastLogin ? age(visit, user.lastLogin) : visit.t('never')}</dd>
<dt>${visit.t('Repositories')}</dt><dd>${links(visit, repositories, repository =>
    visit.to(routes.repository.summary, { repository }),
  )}</dd>
<dt>${visit.t('Repository groups')}</dt><dd>${groups}</dd>
<dt>${visit.t('User groups')}</dt><dd>${userGroups.join(', ') || visit.t('none')}</dd>
<dt>${visit.t('Gists')}</dt><dd>${gists}</dd>
<dt>${visit.t('Pull requests')}</dt><dd>${pullRequests}</dd></dl>`
}

function links(visit: Visit, names: readonly string[], to: (name: string) => string): Html {
  if (names.length === 0) return html`${visit.t('none')}`
  return html`${names.map((name, index) => html`${index > 0 && ', '}<a href="${to(name)}">${name}</a>`)}`
}
