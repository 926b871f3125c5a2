import type { GroupRow } from '#db/repository-groups.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'

/** The path of a repository or group, each group above a link where this visitor may follow it. */
export function crumbs(visit: Visit, above: readonly GroupRow[], name: string): Html {
  const steps = above.map(group => html`<li>${step(visit, group)}</li>`)
  return html`<nav aria-label="${visit.t('Place')}"><ol class="crumbs">${steps}<li>
<span aria-current="page">${lastPart(name)}</span></li></ol></nav>`
}

function step(visit: Visit, group: GroupRow): Html {
  const name = lastPart(group.name)
  if (visit.visitor.permissions.group(group) === 'none') return html`${name}`
  return html`<a href="${visit.to(routes.group.show, { group: group.name })}">${name}</a>`
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
