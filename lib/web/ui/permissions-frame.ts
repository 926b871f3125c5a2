import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { layout } from './layout.ts'
import { type Mistakes, titleWith } from './mistakes.ts'
import { settingsFrame } from './settings-frame.ts'
import { innerTabs } from './tabs.ts'

interface Framed {
  readonly tab: 'global' | 'addresses' | 'overview'
  readonly content: Html
  readonly mistakes?: Mistakes
}

/** A page about what everybody may do, in the frame that all of them share. */
export function permissionsPage(visit: Visit, { tab, content, mistakes = new Map() }: Framed): Html {
  const title = visit.t('Permissions of everybody')
  const { permissions, addresses, permissionOverview } = routes.admin
  const tabs = [
    { name: 'global', text: visit.t('Global'), href: visit.to(permissions, {}) },
    { name: 'addresses', text: visit.t('IP addresses'), href: visit.to(addresses, {}) },
    { name: 'overview', text: visit.t('Overview'), href: visit.to(permissionOverview, {}) },
  ]
  return layout(visit, {
    title: titleWith(visit, title, mistakes),
    current: 'admin',
    main: settingsFrame(
      visit,
      'permissions',
      html`<h1>${title}</h1>
${innerTabs(
  title,
  tabs.map(each => ({ ...each, isHere: each.name === tab })),
)}
${content}`,
    ),
  })
}
