import { branchOf, searchBelow, type Branch } from '#domain/repository-groups.ts'
import { listVisible, type VisibleRepositories } from '#domain/repositories.ts'
import { type Html, html } from '../html.ts'
import { page } from '../page.ts'
import { routes } from '../routes.ts'
import { branchList } from '../ui/branch-list.ts'
import { lastPart } from '../ui/crumbs.ts'
import { description } from '../ui/description.ts'
import { groupFrame } from '../ui/group-frame.ts'
import { icon } from '../ui/icon.ts'
import { layout } from '../ui/layout.ts'
import { nameFilter } from '../ui/name-filter.ts'
import { nothingCalled } from '../ui/nothing-called.ts'
import { fullName, person } from '../ui/person.ts'
import type { GroupVisit } from '../visit.ts'

export const group = page(routes.group.show, 'group.read', async visit => {
  const visible = await listVisible(visit.site, visit.visitor.permissions)
  const filter = visit.query.get('filter')?.trim() ?? ''
  const branch = filter ? searchBelow(visible, visit.group, filter) : branchOf(visible, visit.group)
  return layout(visit, {
    title: visit.group.name,
    current: 'repositories',
    frame: groupFrame(visit),
    main: html`<div class="columns"><div class="stack"><div class="bar"><h1>${lastPart(visit.group.name)}</h1></div>
${visit.group.description && html`<p class="muted">${description(visit, visit.group.description)}</p>`}
${content(visit, visible, branch, filter)}</div>
${about(visit, visible, branch)}</div>`,
  })
})

function content(visit: GroupVisit, visible: VisibleRepositories, branch: Branch, filter: string): Html {
  const address = visit.to(routes.group.show, { group: visit.group.name })
  const isEmpty = branch.groups.length + branch.repositories.length === 0
  const count = searchBelow(visible, visit.group, '').repositories.length
  if (isEmpty && !filter) return nothingInside(visit)
  return html`${nameFilter(visit, address, visit.t('Filter this group and all below'))}
${
  isEmpty
    ? nothingCalled(visit, { filter, address, count })
    : branchList(visit, visible, branch, {
        caption: visit.t('Content of the group'),
        to: query => visit.to(routes.group.show, { group: visit.group.name }, query),
      })
}`
}

function nothingInside(visit: GroupVisit): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'folder')}
<h2>${visit.t('This group is empty')}</h2>
<p>${visit.t('Repositories you have no right to read are not listed; ask their owner, or an administrator.')}</p>
</div></div>`
}

function about(visit: GroupVisit, visible: VisibleRepositories, branch: Branch): Html {
  const owner = visible.owners.get(visit.group.ownerId)
  const here = branchOf(visible, visit.group).repositories.length
  const all = searchBelow(visible, visit.group, '').repositories.length
  const level = visit.visitor.permissions.group(visit.group)
  return html`<aside class="stack" aria-label="${visit.t('About the group')}"><section>
<h2>${visit.t('About')}</h2><dl class="facts">
${owner && html`<dt>${visit.t('Owner')}</dt><dd>${person(fullName(owner))}</dd>`}
<dt>${visit.t('Repositories')}</dt><dd>${visit.t('{here}, and {below} below', { here, below: all - here })}</dd>
<dt>${visit.t('Groups')}</dt><dd>${branch.groups.length}</dd>
<dt>${visit.t('You may')}</dt><dd>${visit.t(rights[level])}</dd></dl></section></aside>`
}

const rights = {
  none: 'nothing',
  read: 'read',
  write: 'write: add repositories',
  admin: 'administer: add repositories and groups, give permissions',
} as const
