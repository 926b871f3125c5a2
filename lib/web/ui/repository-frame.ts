import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { crumbs } from './crumbs.ts'
import { icon } from './icon.ts'
import { visibilityMark } from './visibility-mark.ts'

export type RepositoryTab = 'summary' | 'files' | 'changelog' | 'refs' | 'compare' | 'pullRequests'

/** The frame of repository pages: where it stands, what it is, at the end what can be done with it, its tabs. */
export function repositoryFrame(visit: RepositoryVisit, current: RepositoryTab | null, end?: Html): Html {
  const { repository } = visit
  const tabs = tabsOf(visit).map(tab => tabLink(visit, tab, tab.name === current))
  return html`<section class="frame" aria-label="${visit.t('Repository')}"><div class="bar">${icon(visit, 'book-open')}
${crumbs(visit, visit.groups, repository.name)}<span class="label">${repository.kind}</span>
${visibilityMark(visit, repository)}${end}</div>
<nav class="tabs" aria-label="${visit.t('Pages of the repository')}">${tabs}</nav></section>`
}

interface Tab {
  readonly name: RepositoryTab
  readonly icon: string
  readonly text: string
  /** What is pressed after `g`. */
  readonly key: string
  readonly href: string
}

function tabLink(visit: RepositoryVisit, { icon: sign, text, key, href }: Tab, isCurrent: boolean): Html {
  const more = [...(key ? [html` data-go="${key}"`] : []), ...(isCurrent ? [html` aria-current="page"`] : [])]
  return html`<a href="${href}"${more}>${icon(visit, sign)}${text}</a>`
}

function tabsOf(visit: RepositoryVisit): readonly Tab[] {
  const repository = visit.repository.name
  return [
    {
      name: 'summary',
      icon: 'book-open',
      text: visit.t('Summary'),
      key: '',
      href: visit.to(routes.repository.summary, { repository }),
    },
    {
      name: 'files',
      icon: 'code',
      text: visit.t('Files'),
      key: 'c',
      href: visit.to(routes.repository.files, { repository, revision: 'tip', path: '' }),
    },
    {
      name: 'changelog',
      icon: 'history',
      text: visit.t('Changelog'),
      key: 'h',
      href: visit.to(routes.repository.changelog, { repository }),
    },
    {
      name: 'refs',
      icon: 'git-branch',
      text: visit.t('Branches and tags'),
      key: '',
      href: visit.to(routes.repository.refs, { repository }),
    },
    {
      name: 'compare',
      icon: 'arrow-left-right',
      text: visit.t('Compare'),
      key: '',
      href: visit.to(routes.repository.compare, { repository }),
    },
    {
      name: 'pullRequests',
      icon: 'git-pull-request',
      text: visit.t('Pull requests'),
      key: 'p',
      href: visit.to(routes.repository.pullRequests, { repository }),
    },
  ]
}
