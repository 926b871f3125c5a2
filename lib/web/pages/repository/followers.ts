import { type FollowerInList, listFollowersOf } from '#domain/followers.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { pageOf, type PageOf } from '../../page-of.ts'
import { routes } from '../../routes.ts'
import { age } from '../../ui/age.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { listPager } from '../../ui/list-pager.ts'
import { fullName, person } from '../../ui/person.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** Who watches this repository. */
export const followers = page(routes.repository.followers, 'repository.read', async visit => {
  const shown = pageOf(await listFollowersOf(visit.site, visit.repository), visit.query)
  return layout(visit, {
    title: visit.t('Followers'),
    frame: repositoryFrame(visit, null),
    current: 'repositories',
    main: html`<div class="stack"><h1>${visit.t('Followers')}</h1>
${shown.total === 0 ? nobody(visit) : list(visit, shown)}</div>`,
  })
})

function list(visit: RepositoryVisit, shown: PageOf<FollowerInList>): Html {
  const { name: repository } = visit.repository
  const to = (number: number) => visit.to(routes.repository.followers, { repository }, { page: number })
  return html`<div class="box"><ul class="list">${shown.rows.map(
    ({ user, since }) => html`<li><span class="grow">${person(fullName(user))}
<span class="muted small">${user.username}</span></span>
<span class="muted small">${visit.t('began')} ${age(visit, since)}</span></li>
`,
  )}</ul></div>
${listPager(visit, { ...shown, to })}`
}

function nobody(visit: RepositoryVisit): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'star')}
<h2>${visit.t('Nobody follows this repository yet')}</h2>
<p>${visit.t('Who does finds in the journal what happens here.')}</p></div></div>`
}
