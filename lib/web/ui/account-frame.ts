import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { layout } from './layout.ts'
import { type Mistakes, titleWith } from './mistakes.ts'
import { sideMenu } from './side-menu.ts'

export type AccountPage = keyof ReturnType<typeof entriesOf>

interface Framed {
  readonly page: AccountPage
  readonly content: Html
  readonly mistakes?: Mistakes
}

/** A page about the visitor's own account: what else there is of it stands beside it. */
export function accountPage(visit: Visit, { page, content, mistakes = new Map() }: Framed): Html {
  const entries = entriesOf(visit)
  const title = entries[page].text
  return layout(visit, {
    title: titleWith(visit, `${title} · ${visit.t('My account')}`, mistakes),
    main: html`<div class="with-side">${sideMenu(visit, visit.t('My account'), [
      {
        title: visit.t('Account'),
        entries: Object.entries(entries)
          .filter(([name]) => name !== 'sshKeys' || visit.site.config.ssh.enabled)
          .map(([name, entry]) => ({ ...entry, isHere: name === page })),
      },
    ])}
<div class="stack"><h1>${title}</h1>
${content}</div></div>`,
  })
}

function entriesOf(visit: Visit) {
  const { account } = routes
  return {
    profile: { text: visit.t('Profile'), icon: 'user', href: visit.to(account.profile, {}) },
    emails: { text: visit.t('E-mail addresses'), icon: 'mail', href: visit.to(account.emails, {}) },
    password: { text: visit.t('Password'), icon: 'lock', href: visit.to(account.password, {}) },
    keys: { text: visit.t('API keys'), icon: 'key-round', href: visit.to(account.keys, {}) },
    sshKeys: { text: visit.t('SSH keys'), icon: 'terminal', href: visit.to(account.sshKeys, {}) },
    repositories: { text: visit.t('My repositories'), icon: 'book-open', href: visit.to(account.repositories, {}) },
    watched: { text: visit.t('Watched repositories'), icon: 'eye', href: visit.to(account.watched, {}) },
    permissions: { text: visit.t('What I may do'), icon: 'shield', href: visit.to(account.permissions, {}) },
  }
}
