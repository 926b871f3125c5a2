import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { sideMenu } from './side-menu.ts'

export type AdminPage = 'users' | 'permissions' | 'authentication' | 'system' | 'iis' | 'signOns' | 'trace'

/** The frame of admin pages: what else can be set, beside what is being set. */
export function settingsFrame(visit: Visit, current: AdminPage, content: Html): Html {
  const here = <Entry extends { readonly name: string }>(entry: Entry) => ({ ...entry, isHere: entry.name === current })
  return html`<div class="with-side">${sideMenu(visit, visit.t('Administration'), [
    { title: visit.t('People'), entries: people(visit).map(here) },
    { title: visit.t('Server'), entries: server(visit).map(here) },
  ])}
<div class="stack">${content}</div></div>`
}

function people(visit: Visit) {
  const { users, permissions, authentication } = routes.admin
  return [
    { name: 'users', text: visit.t('Users'), icon: 'users', href: visit.to(users, {}) },
    { name: 'permissions', text: visit.t('Permissions'), icon: 'shield', href: visit.to(permissions, {}) },
    { name: 'authentication', text: visit.t('Authentication'), icon: 'key-round', href: visit.to(authentication, {}) },
  ]
}

function server(visit: Visit) {
  const ntlm = visit.t('Sign-on by NTLM')
  return [
    { name: 'system', text: visit.t('System'), icon: 'activity', href: visit.to(routes.admin.system, {}) },
    { name: 'iis', text: visit.t('IIS'), icon: 'server', href: visit.to(routes.iis, {}) },
    { name: 'signOns', text: ntlm, icon: 'shield-check', href: visit.to(routes.admin.signOns, {}) },
    { name: 'trace', text: visit.t('Trace'), icon: 'terminal', href: visit.to(routes.admin.trace, {}) },
  ]
}
