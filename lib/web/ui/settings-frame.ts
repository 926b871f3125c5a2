import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

export type AdminPage = 'authentication'

/** The frame of admin pages: what else can be set, beside what is being set. */
export function settingsFrame(visit: Visit, current: AdminPage, content: Html): Html {
  const isHere = current === 'authentication'
  return html`<div class="with-side"><nav class="side" aria-label="${visit.t('Administration')}">
<h2>${visit.t('People')}</h2>
<ul><li><a href="${visit.to(routes.admin.authentication, {})}"${isHere && html` aria-current="page"`}>
${icon(visit, 'key-round')}${visit.t('Authentication')}</a></li></ul></nav>
<div class="stack">${content}</div></div>`
}
