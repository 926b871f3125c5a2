import { decodeAnyway } from '#vcs/text.ts'
import type { Entry } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { filesAddress } from './folder.ts'
import { icon } from './icon.ts'

/** A submodule or subrepository: where it lives, as a link only where a browser may follow it. */
export function submoduleBox(visit: RepositoryVisit, { name, link }: Entry): Html {
  const url = link?.url ?? null
  const isSafe = url !== null && /^https?:\/\//i.test(url)
  return html`<div class="box"><div class="empty">${icon(visit, 'folder-git-2')}
<h2>${visit.t('{name} is another repository', { name })}</h2>
<p>${visit.t('It is included here at commit {commit}.', { commit: link?.commit.slice(0, 12) ?? '?' })}</p>
<p>${url !== null && (isSafe ? linkTo(url) : html`<code>${url}</code>`)}</p></div></div>`
}

function linkTo(url: string): Html {
  return html`<a href="${url}" rel="noreferrer">${url}</a>`
}

/** A symbolic link: what it points at, as a link where that lies in the repository. */
export function symlinkBox(visit: RepositoryVisit, revision: string, { path, name }: Entry, bytes: Buffer): Html {
  const target = decodeAnyway(bytes)
  const inside = resolve(path, target)
  return html`<div class="box"><div class="empty">${icon(visit, 'file-symlink')}
<h2>${visit.t('{name} is a symbolic link', { name })}</h2><p>${visit.t('It points at')} ${
    inside === null
      ? html`<code>${target}</code>`
      : html`<a href="${filesAddress(visit, revision, inside)}"><code>${target}</code></a>`
  }</p></div></div>`
}

/** The path inside the repository; null where the link leads out of it. */
function resolve(path: string, target: string): string | null {
  if (target.startsWith('/') || target.includes('\0')) return null
  const segments = path.split('/').slice(0, -1)
  for (const segment of target.split('/')) {
    if (segment === '..') {
      if (segments.length === 0) return null
      segments.pop()
    } else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}
