import { branchOf, searchBelow, type Branch } from '#domain/repository-groups.ts'
import { listVisible, type VisibleRepositories } from '#domain/repositories.ts'
import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { routes } from '../routes.ts'
import { branchList } from '../ui/branch-list.ts'
import { icon } from '../ui/icon.ts'
import { layout } from '../ui/layout.ts'
import { nameFilter } from '../ui/name-filter.ts'
import { nothingCalled } from '../ui/nothing-called.ts'
import type { Visit } from '../visit.ts'

export const home = page(routes.home, 'visitor', async visit => {
  const visible = await listVisible(visit.site, visit.visitor.permissions)
  const filter = visit.query.get('filter')?.trim() ?? ''
  const branch = filter ? searchBelow(visible, null, filter) : branchOf(visible, null)
  return layout(visit, {
    title: visit.t('Repositories'),
    current: 'repositories',
    main: html`<div class="stack"><div class="bar"><h1>${visit.t('Repositories')}</h1></div>
${content(visit, visible, branch, filter)}</div>`,
  })
})

function content(visit: Visit, visible: VisibleRepositories, branch: Branch, filter: string): Html {
  const address = visit.to(routes.home, {})
  if (visible.repositories.length + visible.groups.length === 0) return nothingToSee(visit)
  const isEmpty = branch.groups.length + branch.repositories.length === 0
  return html`${nameFilter(visit, address, visit.t('Filter by name'))}
${
  isEmpty
    ? nothingCalled(visit, { filter, address, count: visible.repositories.length })
    : branchList(visit, visible, branch, {
        caption: visit.t('Groups and repositories'),
        to: query => visit.to(routes.home, {}, query),
      })
}`
}

function nothingToSee(visit: Visit): Html {
  const reason =
    visit.visitor.kind === 'user'
      ? visit.t('Repositories you have no right to read are not listed; ask their owner, or an administrator.')
      : visit.t('Perhaps there is more to see once you have signed in.')
  return html`<div class="box"><div class="empty">${icon(visit, 'book-open')}
<h2>${visit.t('There are no repositories here yet')}</h2><p>${reason}</p></div></div>`
}
