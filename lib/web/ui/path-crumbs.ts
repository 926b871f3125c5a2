import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { lastPart } from './crumbs.ts'

/** The path of a file or folder, each folder above it a link; its last part is the heading of the page. */
export function pathCrumbs(visit: RepositoryVisit, path: string, to: (path: string) => string): Html {
  const segments = path === '' ? [] : path.split('/')
  const root = lastPart(visit.repository.name)
  const above = [root, ...segments.slice(0, -1)].map(
    (name, index) => html`<li><a href="${to(segments.slice(0, index).join('/'))}">${name}</a></li>`,
  )
  return html`<nav class="grow" aria-label="${visit.t('Path')}"><ol class="crumbs path">${segments.length > 0 && above}
<li><h1 aria-current="page">${segments.at(-1) ?? root}</h1></li></ol></nav>`
}
