import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

export type AdminPage = 'users' | 'permissions' | 'authentication'

/** The frame of admin pages: what else can be set, beside what is being set. */
export function settingsFrame(visit: Visit, current: AdminPage, content: Html): Html {
  return html`<div class="with-side"><nav class="side" aria-label="${visit.t('Administration')}">
<h2>${visit.t('People')}</h2>
<ul>${people(visit).map(entry => entryLink(visit, entry, entry.name === current))}</ul></nav>
<div class="stack">${content}</div></div>`
}

interface Entry {
  readonly name: AdminPage
  readonly text: string
  readonly icon: string
  readonly href: string
}

function people(visit: Visit): readonly Entry[] {
  const { users, permissions, authentication } = routes.admin
  return [
    { name: 'users', text: visit.t('Users'), icon: 'users', href: visit.to(users, {}) },
    { name: 'permissions', text: visit.t('Permissions'), icon: 'shield', href: visit.to(permissions, {}) },
    { name: 'authentication', text: visit.t('Authentication'), icon: 'key-round', href: visit.to(authentication, {}) },
  ]
}

function entryLink(visit: Visit, entry: Entry, isHere: boolean): Html {
  return html`<li><a href="${entry.href}"${isHere && html` aria-current="page"`}>
${icon(visit, entry.icon)}${entry.text}</a></li>
`
}
