import type { Entry } from '#vcs/repository.ts'
import type { Folder } from '../folder-reading.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { commitAddress, commitLine } from './commit-line.ts'
import { subjectText } from './commit-message.ts'
import { icon } from './icon.ts'
import { sizeText } from './path.ts'

/** The address of a file or folder at a revision as it is called in this visit. */
export function filesAddress(visit: RepositoryVisit, revision: string, path: string): string {
  return visit.to(routes.repository.files, { repository: visit.repository.name, revision, path })
}

/** The entries of a folder, each with its last change. `end` stands at the right of the head. */
export function folderBox(visit: RepositoryVisit, revision: string, folder: Folder, end?: Html): Html {
  const columns = [visit.t('Name'), visit.t('Last change'), visit.t('Size'), visit.t('When')]
  return html`<div class="box">${head(visit, folder, end)}
<div class="scroll"><table class="table"><caption class="hidden">${visit.t('Files')}</caption>
<thead class="hidden"><tr>${columns.map(column => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>
${folder.path !== '' && upRow(visit, revision, folder.path)}
${folder.entries.map(entry => row(visit, revision, entry, folder))}
</tbody></table></div>${folder.path !== '' && foot(visit, folder)}</div>`
}

function head(visit: RepositoryVisit, { latest, people, numbers }: Folder, end?: Html): Html | null {
  return latest && commitLine(visit, { commit: latest, people, numbers, end })
}

function upRow(visit: RepositoryVisit, revision: string, path: string): Html {
  const above = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  return html`<tr data-row><th scope="row" colspan="4">
<a href="${filesAddress(visit, revision, above)}" aria-label="${visit.t('Up one folder')}">
${icon(visit, 'corner-left-up')} ..</a>
</th></tr>
`
}

function row(visit: RepositoryVisit, revision: string, entry: Entry, folder: Folder): Html {
  const change = folder.changes.get(entry.name)
  return html`<tr data-row><th scope="row" class="fit line">${sign(visit, entry)} ${name(visit, revision, entry)}</th>
<td class="cut muted min-m">${
    change && html`<a href="${commitAddress(visit, change.id)}">${subjectText(visit, change.message)}</a>`
  }</td><td class="number muted min-l">${entry.kind === 'file' && entry.size !== null && sizeText(entry.size)}</td>
<td class="fit muted number">${change ? age(visit, change.date) : '—'}</td></tr>
`
}

function name(visit: RepositoryVisit, revision: string, entry: Entry): Html {
  const link = html`<a href="${filesAddress(visit, revision, entry.path)}">${entry.name}</a>`
  return entry.link ? html`${link} <span class="muted">@ ${entry.link.commit.slice(0, 12)}</span>` : link
}

const signs = {
  folder: ['folder', 'tone info'],
  submodule: ['folder-git-2', 'tone info'],
  symlink: ['file-symlink', 'muted'],
  file: ['file-text', 'muted'],
} as const

function sign(visit: RepositoryVisit, entry: Entry): Html {
  const [shape, tone] = signs[entry.kind]
  return icon(
    visit,
    /\.(?:png|gif|jpe?g|ico|svg|bmp|webp)$/i.test(entry.name) && shape === 'file-text' ? 'image' : shape,
    tone,
  )
}

function foot(visit: RepositoryVisit, { entries, changes }: Folder): Html {
  const late = entries.length > 0 && changes.size === 0
  return html`<footer><span>${visit.t('{count} entries', { count: entries.length })}</span>${
    late && html`<span class="end">${visit.t('— means that finding the last change took too long.')}</span>`
  }</footer>`
}
