import type { CommitId } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { filesAddress } from './folder.ts'
import { icon } from './icon.ts'

/** The dialog that `t` opens. The script fills it with paths of the commit, as links to them at this revision. */
export function fileFinder(visit: RepositoryVisit, revision: string, commit: CommitId): Html {
  const list = visit.to(routes.repository.fileNames, { repository: visit.repository.name, revision: commit, path: '' })
  return html`<dialog id="finder" aria-labelledby="finder-title" data-list="${list}"
 data-files="${filesAddress(visit, revision, '')}" data-worker="${visit.asset('finder.js')}"><div class="stack tight">
<h2 id="finder-title">${visit.t('Find a file')}</h2>
<label class="hidden" for="finder-input">${visit.t('Path')}</label>
<input id="finder-input" type="search" data-filter="#finder li" autocomplete="off"><ul class="tree mono"></ul></div>
</dialog>`
}

export function finderButton(visit: RepositoryVisit): Html {
  return html`<button class="button script" type="button" data-open="finder">${icon(visit, 'file-search')}
${visit.t('Find a file')}</button>`
}
