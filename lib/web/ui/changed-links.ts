import type { ChangedLink } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { outsideAddress } from './outside-address.ts'

/** Submodules and subrepositories of which another commit is included than before. */
export function changedLinks(visit: Pick<Visit, 't'>, links: readonly ChangedLink[]): Html {
  return html`<div class="body"><ul class="plain">${links.map(link => changed(visit, link))}</ul></div>`
}

function changed(visit: Pick<Visit, 't'>, { path, url, before, after }: ChangedLink): Html {
  return html`<li><p>${sentence(visit, path, before, after)}
${before && commitOf(before)}${before && after && html` → `}${
  after && commitOf(after)
}${url !== null && html` · ${outsideAddress(url)}`}</p></li>
`
}

function sentence(visit: Pick<Visit, 't'>, path: string, before: string | null, after: string | null): string {
  if (before === null) return visit.t('{path}, another repository, is included now at', { path })
  if (after === null) return visit.t('{path}, another repository, is no longer included; it was at', { path })
  return visit.t('{path}, another repository, is included at another commit:', { path })
}

function commitOf(id: string): Html {
  return html`<code title="${id}">${id.slice(0, 12)}</code>`
}
