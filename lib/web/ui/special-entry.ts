import type { Entry } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { ReadLink } from '../link-reading.ts'
import type { RepositoryVisit } from '../visit.ts'
import { filesAddress } from './folder.ts'
import { icon } from './icon.ts'
import { outsideAddress } from './outside-address.ts'

/** A submodule or subrepository: where it lives, and at which commit. */
export function submoduleBox(visit: RepositoryVisit, { name, link }: Entry): Html {
  const url = link?.url ?? null
  return html`<div class="box"><div class="empty">${icon(visit, 'folder-git-2')}
<h2>${visit.t('{name} is another repository', { name })}</h2>
<p>${visit.t('It is included here at commit {commit}.', { commit: link?.commit.slice(0, 12) ?? '?' })}</p>
<p>${url !== null && outsideAddress(url)}</p></div></div>`
}

/** A symbolic link: what it points at, as a link where that lies in the repository. */
export function symlinkBox(visit: RepositoryVisit, revision: string, { name }: Entry, link: ReadLink): Html {
  return html`<div class="box"><div class="empty">${icon(visit, 'file-symlink')}
<h2>${visit.t('{name} is a symbolic link', { name })}</h2><p>${visit.t('It points at')} ${
    link.inside !== null && link.isThere
      ? html`<a href="${filesAddress(visit, revision, link.inside)}"><code>${link.target}</code></a>`
      : html`<code>${link.target}</code>`
  }</p>${!link.isThere && html`<p>${whyNot(visit, link)}</p>`}</div></div>`
}

function whyNot(visit: RepositoryVisit, { inside }: ReadLink): string {
  return inside === null
    ? visit.t('That is outside of the repository.')
    : visit.t('That is not there at this revision.')
}
