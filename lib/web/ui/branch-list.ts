import type { Branch } from '#domain/repository-groups.ts'
import type { VisibleRepositories } from '#domain/repositories.ts'
import { type Html, html } from '../html.ts'
import { pageOf } from '../page-of.ts'
import type { Query } from '../route.ts'
import type { Visit } from '../visit.ts'
import { listPager } from './list-pager.ts'
import { repositoryList } from './repository-list.ts'

interface Shown {
  readonly caption: string
  /** The address of this page with another query. */
  readonly to: (query: Query) => string
}

/** What is in a group, or at the top: a page of as many rows as administrators want. */
export function branchList(
  visit: Visit,
  visible: VisibleRepositories,
  { groups, repositories }: Branch,
  { caption, to }: Shown,
): Html {
  const rows = [...groups.map(group => ({ group })), ...repositories.map(repository => ({ repository }))]
  const shown = pageOf(rows, visit.query, visit.settings.dashboardItems)
  const part = {
    groups: shown.rows.flatMap(row => ('group' in row ? [row.group] : [])),
    repositories: shown.rows.flatMap(row => ('repository' in row ? [row.repository] : [])),
  }
  const filter = visit.query.get('filter')?.trim() || null
  return html`${repositoryList(visit, visible, part, caption)}
${listPager(visit, { ...shown, to: page => to({ filter, page }) })}`
}
