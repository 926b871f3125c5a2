import { archiveKinds } from '#domain/archives.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'

/** The menu with the ways to have all files of a revision in one; null where the repository allows none. */
export function downloadMenu(visit: RepositoryVisit, revision: string): Html | null {
  if (!visit.repository.downloads) return null
  const links = archiveKinds.map(
    ({ ending }) => html`<li><a href="${archiveAddress(visit, revision, ending)}" rel="nofollow">
${icon(visit, 'download')}${ending.slice(1)}</a></li>`,
  )
  return html`<details class="drop start"><summary class="button">${icon(visit, 'download')}
${visit.t('Download')}${icon(visit, 'chevron-down')}</summary><div class="panel"><ul>${links}</ul></div></details>`
}

export function archiveAddress(visit: RepositoryVisit, revision: string, ending: string): string {
  return visit.to(routes.repository.archive, { repository: visit.repository.name, file: `${revision}${ending}` })
}
