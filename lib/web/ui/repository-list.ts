import type { Branch, GroupInList, RepositoryInList } from '#domain/repository-groups.ts'
import type { VisibleRepositories } from '#domain/repositories.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'
import { description } from './description.ts'
import { icon } from './icon.ts'
import { fullName, person } from './person.ts'
import { visibilityMark } from './visibility-mark.ts'

/** Groups first, then repositories, each with what one looks for in it. */
export function repositoryList(visit: Visit, visible: VisibleRepositories, branch: Branch, caption: string): Html {
  return html`<div class="box"><div class="scroll"><table class="table">
<caption class="hidden">${caption}</caption>
<thead><tr><th scope="col"><span class="hidden">${visit.t('Kind')}</span></th>
<th scope="col">${visit.t('Repository')}</th><th scope="col" class="min-l">${visit.t('Tip')}</th>
<th scope="col" class="min-m">${visit.t('Owner')}</th><th scope="col">${visit.t('Changed')}</th></tr></thead>
<tbody>
${branch.groups.map(group => groupRow(visit, group))}
${branch.repositories.map(row => repositoryRow(visit, visible, row))}
</tbody></table></div></div>`
}

function groupRow(visit: Visit, { group, path, groupsBelow, repositoriesBelow, changedOn }: GroupInList): Html {
  const text = group.description?.trim() ?? ''
  const about = text !== '' && html`${description(visit, text)} · `
  return html`<tr data-row data-name="${path}"><td class="fit pick">${icon(visit, 'folder', 'tone info')}</td>
<th scope="row"><a href="${visit.to(routes.group.show, { group: group.name })}"><strong>${path}</strong></a>
<div class="muted small">${about}${below(visit, groupsBelow, repositoriesBelow)}</div></th>
<td class="fit min-l"></td><td class="fit min-m"></td>
<td class="fit muted">${changedOn && age(visit, changedOn)}</td></tr>
`
}

function below(visit: Visit, groups: number, repositories: number): string {
  const counts = [
    groups > 0 && (groups === 1 ? visit.t('1 group') : visit.t('{groups} groups', { groups })),
    repositories === 1 ? visit.t('1 repository') : visit.t('{repositories} repositories', { repositories }),
  ]
  return counts.filter(Boolean).join(', ')
}

function repositoryRow(visit: Visit, visible: VisibleRepositories, { repository, path }: RepositoryInList): Html {
  const owner = visible.owners.get(repository.ownerId)
  return html`<tr data-row data-name="${path}"><td class="fit pick">${icon(visit, 'book-open', 'muted')}</td>
<th scope="row"><a href="${visit.to(routes.repository.summary, { repository: repository.name })}">
<strong>${path}</strong></a> <span class="label">${repository.kind}</span>${marks(visit, repository)}
<div class="muted small">${description(visit, repository.description, repository.name)}</div></th>
<td class="fit min-l">${tip(visit, repository)}</td>
<td class="fit min-m">${owner && person(fullName(owner))}</td>
<td class="fit muted">${age(visit, repository.updatedOn)}</td></tr>
`
}

function marks(visit: Visit, repository: RepositoryInList['repository']): Html {
  const isPending = repository.state === 'repo_state_pending'
  return html`${visibilityMark(visit, repository)}${
    isPending && html` <span class="label info">${icon(visit, 'loader')}${visit.t('being made')}</span>`
  }`
}

function tip(visit: Visit, { name, changesetCache }: RepositoryInList['repository']): Html {
  const id = changesetCache?.rawId
  if (!id || /^0+$/.test(id)) return html`<span class="muted">—</span>`
  const address = visit.to(routes.repository.commit, { repository: name, revision: id })
  return html`<a class="hash" href="${address}">${id.slice(0, visit.site.config.showShaLength)}</a>`
}
