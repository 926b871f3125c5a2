import { type Html, html } from '../html.ts'
import type { GroupVisit } from '../visit.ts'
import { crumbs } from './crumbs.ts'
import { icon } from './icon.ts'

/** The frame of a group's pages: where it stands. */
export function groupFrame(visit: GroupVisit): Html {
  return html`<section class="frame plain" aria-label="${visit.t('Group')}"><div class="bar">${icon(visit, 'folder')}
${crumbs(visit, visit.groups, visit.group.name)}</div></section>`
}
