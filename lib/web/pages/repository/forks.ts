import type { RepositoryRow } from '#db/repositories.ts'
import type { UserRow } from '#db/users.ts'
import { findOwner } from '#domain/people.ts'
import { listForksOf } from '#domain/repositories.ts'
import { usualPoint } from '../../comparison.ts'
import { comparisonAddress, type Point } from '../../comparison-address.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { pageOf, type PageOf } from '../../page-of.ts'
import { routes } from '../../routes.ts'
import { age } from '../../ui/age.ts'
import { description } from '../../ui/description.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { listPager } from '../../ui/list-pager.ts'
import { fullName, person } from '../../ui/person.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** The copies of this repository that people work in; only those that the visitor may read. */
export const forks = page(routes.repository.forks, 'repository.read', async visit => {
  const { site, repository, visitor, query } = visit
  const shown = pageOf(await listForksOf(site, repository, visitor.permissions), query)
  const owners = await Promise.all(shown.rows.map(fork => findOwner(site, fork)))
  return layout(visit, {
    title: visit.t('Forks'),
    frame: repositoryFrame(visit, null),
    current: 'repositories',
    main: html`<div class="stack"><h1>${visit.t('Forks')}</h1>
${shown.total === 0 ? none(visit) : list(visit, shown, owners, await usualPoint(visit))}</div>`,
  })
})

function list(
  visit: RepositoryVisit,
  shown: PageOf<RepositoryRow>,
  owners: readonly (UserRow | null)[],
  point: Point | null,
): Html {
  const { name: repository } = visit.repository
  const to = (number: number) => visit.to(routes.repository.forks, { repository }, { page: number })
  const items = shown.rows.map((fork, index) => item(visit, fork, owners[index] ?? null, point))
  return html`<div class="box"><ul class="list">${items}</ul></div>
${listPager(visit, { ...shown, to })}`
}

function item(visit: RepositoryVisit, fork: RepositoryRow, owner: UserRow | null, point: Point | null): Html {
  return html`<li>${icon(visit, 'git-fork')}<div class="grow">
<a href="${visit.to(routes.repository.summary, { repository: fork.name })}"><strong>${fork.name}</strong></a>
<span class="muted">${description(visit, fork.description, fork.name)}</span>
<div class="bar small">${owner && person(fullName(owner))}
<span class="muted">${visit.t('forked')} ${age(visit, fork.createdOn)}</span></div></div>
${point && compareLink(visit, fork, point)}</li>
`
}

/** To what the fork has that this repository lacks. */
function compareLink(visit: RepositoryVisit, fork: RepositoryRow, point: Point): Html {
  const ends = { from: { visit, point }, to: { visit: { ...visit, repository: fork }, point } }
  return html`<a class="button little" href="${comparisonAddress(ends, { kind: 'parted' })}"
 aria-label="${visit.t('Compare {name}', { name: fork.name })}">${visit.t('Compare')}</a>`
}

function none(visit: RepositoryVisit): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'git-fork')}
<h2>${visit.t('There are no forks yet')}</h2>
<p>${visit.t('Forks that you have no right to read are not listed.')}</p></div></div>`
}
