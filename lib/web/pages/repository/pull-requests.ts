import { listRequestsOf } from '#domain/pull-requests.ts'
import { type Html, html } from '../../html.ts'
import { page } from '../../page.ts'
import { pageOf } from '../../page-of.ts'
import type { Query } from '../../route.ts'
import { routes } from '../../routes.ts'
import { icon } from '../../ui/icon.ts'
import { layout } from '../../ui/layout.ts'
import { listPager } from '../../ui/list-pager.ts'
import { pullRequestList } from '../../ui/pull-request-list.ts'
import { repositoryFrame } from '../../ui/repository-frame.ts'
import { innerTabs } from '../../ui/tabs.ts'
import type { RepositoryVisit } from '../../visit.ts'

const size = 100

export const pullRequests = page(routes.repository.pullRequests, 'repository.read', async visit => {
  const { repository, site, visitor, query } = visit
  const side = query.get('from_') ? 'from' : 'into'
  const isClosedShown = Boolean(query.get('closed'))
  const found = await listRequestsOf(site, repository, { side, permissions: visitor.permissions })
  const wanted = found.filter(({ request }) => isClosedShown || !request.closed)
  const shown = pageOf(wanted, query, size)
  const to = (change: Query) =>
    visit.to(
      routes.repository.pullRequests,
      { repository: repository.name },
      { from_: side === 'from' ? 1 : null, closed: isClosedShown ? 1 : null, ...change },
    )
  const tabs = [
    { text: visit.t('Into this repository'), href: to({ from_: null }), isHere: side === 'into' },
    { text: visit.t('From this repository'), href: to({ from_: 1 }), isHere: side === 'from' },
  ]
  return layout(visit, {
    title: `${visit.t('Pull requests')} · ${repository.name}`,
    frame: repositoryFrame(visit, 'pullRequests'),
    current: 'repositories',
    main: html`<div class="stack"><div class="bar"><h1>${visit.t('Pull requests')}</h1>
<a class="button little" href="${to({ closed: isClosedShown ? null : 1 })}">${
      isClosedShown ? visit.t('Hide closed ones') : visit.t('Show closed ones, too')
    }</a></div>
${innerTabs(visit.t('Direction'), tabs)}
${shown.total > 0 ? pullRequestList(visit, shown.rows) : none(visit, found.length, to({ closed: 1 }))}
${listPager(visit, { ...shown, to: number => to({ page: number }) })}</div>`,
  })
})

function none(visit: RepositoryVisit, closed: number, toClosed: string): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'git-pull-request')}
<h2>${visit.t('There is no open pull request')}</h2>${
    closed > 0 &&
    html`<p><a href="${toClosed}">${
      closed === 1 ? visit.t('Show the closed one') : visit.t('Show the {closed} closed ones', { closed })
    }</a></p>`
  }</div></div>`
}
