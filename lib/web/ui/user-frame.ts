import type { UserRow } from '#db/users.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { layout } from './layout.ts'
import { type Mistakes, titleWith } from './mistakes.ts'
import { avatar, fullName } from './person.ts'
import { settingsFrame } from './settings-frame.ts'
import { innerTabs } from './tabs.ts'

export type UserTab = 'profile' | 'emails' | 'keys' | 'sshKeys' | 'addresses' | 'permissions' | 'advanced'

interface Framed {
  readonly user: UserRow
  readonly tab: UserTab
  readonly content: Html
  readonly mistakes?: Mistakes
}

/** A page about one account, in the frame that all of them share. */
export function userPage(visit: Visit, { user, tab, content, mistakes = new Map() }: Framed): Html {
  const name = fullName(user)
  return layout(visit, {
    title: titleWith(visit, `${name} · ${visit.t('Users')}`, mistakes),
    current: 'admin',
    main: settingsFrame(
      visit,
      'users',
      html`<nav aria-label="${visit.t('Place')}"><ol class="crumbs">
<li><a href="${visit.to(routes.admin.users, {})}">${visit.t('Users')}</a></li>
<li><span aria-current="page">${user.username}</span></li></ol></nav>
<div class="bar">${avatar(name, 'big')}<h1>${name}</h1>${marks(visit, user)}</div>
${innerTabs(visit.t('Pages of the user'), tabsOf(visit, user, tab))}
${content}`,
    ),
  })
}

function marks(visit: Visit, { active, admin }: UserRow): readonly Html[] {
  return [
    ...(active ? [] : [html`<span class="label warn">${visit.t('not active')}</span>`]),
    ...(admin ? [html`<span class="label info">${visit.t('administrator')}</span>`] : []),
  ]
}

function tabsOf(visit: Visit, user: UserRow, tab: UserTab) {
  const id = String(user.id)
  const tabs = [
    { name: 'profile', text: visit.t('Profile'), href: visit.to(routes.user.profile, { id }) },
    { name: 'emails', text: visit.t('E-mail addresses'), href: visit.to(routes.user.emails, { id }) },
    { name: 'keys', text: visit.t('API keys'), href: visit.to(routes.user.keys, { id }) },
    ...(visit.site.config.ssh.enabled
      ? [{ name: 'sshKeys', text: visit.t('SSH keys'), href: visit.to(routes.user.sshKeys, { id }) }]
      : []),
    { name: 'addresses', text: visit.t('IP addresses'), href: visit.to(routes.user.addresses, { id }) },
    { name: 'permissions', text: visit.t('Permissions'), href: visit.to(routes.user.permissions, { id }) },
    { name: 'advanced', text: visit.t('Advanced'), href: visit.to(routes.user.advanced, { id }) },
  ]
  return tabs.map(each => ({ ...each, isHere: each.name === tab }))
}
