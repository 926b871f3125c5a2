import { productVersion } from '#std/product.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Flash, Visit } from '../visit.ts'
import { pageDocument } from './document.ts'
import { icon } from './icon.ts'
import { keyboardHelp } from './keyboard-help.ts'
import { visitorMenu } from './visitor-menu.ts'

export interface PageFrame {
  /** Before the name of the site, in the window's title. */
  readonly title: string
  readonly main: Html
  /** wide: source and diffs. narrow: one form. slim: a short form. */
  readonly width?: 'wide' | 'narrow' | 'slim'
  /** What stands between the top and the page: the frame of a repository or group. */
  readonly frame?: Html
  /** Sheets besides style.css. */
  readonly styles?: readonly string[]
  /** Scripts besides site.js. */
  readonly scripts?: readonly string[]
  /** More for the head: `link`s. */
  readonly head?: Html
  readonly current?: 'repositories' | 'reviews' | 'journal' | 'gists' | 'admin'
  /** Dialogs and hidden forms. */
  readonly after?: Html
}

/** The frame of every page: head, top, what was to be said, main, foot. */
export function layout(visit: Visit, page: PageFrame): Html {
  return pageDocument(visit, {
    title: [page.title, siteTitle(visit)].filter(Boolean).join(' · '),
    styles: page.styles ?? [],
    scripts: page.scripts ?? [],
    head: page.head ?? null,
    body: html`<header class="top">
  ${brand(visit)}
  <nav aria-label="${visit.t('Site')}"><ul class="menu">${menu(visit, page.current ?? null)}</ul></nav>
  <div class="tools end">${visitorMenu(visit)}</div>
</header>
${page.frame}
<main class="main${page.width && ` ${page.width}`}" id="main">
${visit.takeFlashes().map(flash => notice(visit, flash))}${page.main}
</main>
${foot(visit)}
<div class="hidden" id="voice" role="status"></div>
${keyboardHelp(visit)}
${page.after}`,
  })
}

function brand(visit: Visit): Html {
  const site = siteTitle(visit)
  return html`<a class="brand" href="${visit.to(routes.home, {})}" aria-label="${visit.t('{site}, home', { site })}">
${logo()}<span>${site}</span></a>`
}

export function siteTitle(visit: Visit): string {
  return visit.settings.title || 'Kallithea'
}

export function logo(): Html {
  return html`<svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
<path d="M5 20v-9a7 7 0 0 1 14 0v9M2 20h20M9 16h6"/><circle cx="12" cy="10.5" r="3"/></svg>`
}

function menu(visit: Visit, current: PageFrame['current'] | null): readonly Html[] {
  const { kind, permissions } = visit.visitor
  const entries = [
    {
      name: 'repositories',
      text: visit.t('Repositories'),
      href: visit.to(routes.home, {}),
      isShown: kind !== 'nobody',
    },
    {
      name: 'reviews',
      text: visit.t('Reviews'),
      href: visit.to(routes.ownPullRequests, {}),
      isShown: kind === 'user',
    },
    {
      name: 'journal',
      text: visit.t('Journal'),
      href: kind === 'user' ? visit.to(routes.journal.own, {}) : visit.to(routes.journal.everybody, {}),
      isShown: kind !== 'nobody',
    },
    { name: 'gists', text: visit.t('Gists'), href: visit.to(routes.gists.list, {}), isShown: kind !== 'nobody' },
    {
      name: 'admin',
      text: visit.t('Admin'),
      href: visit.to(routes.admin.authentication, {}),
      isShown: kind === 'user' && permissions.isAdmin,
    },
  ]
  return entries
    .filter(({ isShown }) => isShown)
    .map(entry => html`<li><a href="${entry.href}"${isIn(entry.name, current)}>${entry.text}</a></li>`)
}

function isIn(name: string, current: PageFrame['current'] | null): Html | false {
  return name === current && html` aria-current="true"`
}

const signs = { ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-alert' } as const

function notice(visit: Visit, { tone, sentence }: Flash): Html {
  return html`<div class="notice ${tone}" role="status">${icon(visit, signs[tone])}
<div class="grow">${sentence}</div></div>
`
}

function foot(visit: Visit): Html {
  const about = visit.to(routes.about, {})
  return html`<footer class="foot"><span><a href="${about}">${productName(visit)}</a></span></footer>`
}

/** What this is, with its version where administrators show it. */
export function productName({ settings }: Pick<Visit, 'settings'>): string {
  return settings.showVersion ? `Kallithea for IIS ${productVersion()}` : 'Kallithea for IIS'
}
