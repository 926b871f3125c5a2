import type { Distance } from '#vcs/repository.ts'
import { comparisonAddress } from '../comparison-address.ts'
import { type Html, html } from '../html.ts'
import type { ListedRef, RefList } from '../refs-reading.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { author, type People } from './author.ts'
import { commitHash, type Numbers } from './commit-line.ts'
import { archiveAddress } from './download-menu.ts'
import { filesAddress } from './folder.ts'
import { icon } from './icon.ts'
import { refHistory } from './refs.ts'

interface Section {
  /** Of the heading, for links. */
  readonly id: string
  readonly title: string
  readonly list: RefList
  readonly people: People
  readonly numbers: Numbers
  /** The branch that the others are measured against; null measures none. */
  readonly main: string | null
}

/** A table of branches, tags or bookmarks, below a heading. */
export function refSection(visit: RepositoryVisit, section: Section): Html {
  const { id, title, list, main } = section
  const total = list.refs.length + list.hidden
  const rows = list.refs.map(listed => row(visit, listed, section))
  return html`<h2 id="${id}">${title} <span class="count">${total}</span></h2>
<div class="box"><div class="scroll"><table class="table middle"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${visit.t('Name')}</th>${
    main !== null && html`<th scope="col" class="min-m number">${visit.t('Against {branch}', { branch: main })}</th>`
  }<th scope="col" class="min-m">${visit.t('Last commit')}</th><th scope="col" class="min-l">${visit.t('Author')}</th>
<th scope="col" class="${changedClass(main)}">${visit.t('Changed')}</th>
${main !== null && html`<th scope="col">${visit.t('State')}</th>`}
<th scope="col"><span class="hidden">${visit.t('Get')}</span></th></tr></thead><tbody>${rows}</tbody></table></div>
${list.hidden > 0 && more(visit, list.hidden)}</div>`
}

function more(visit: RepositoryVisit, count: number): Html {
  return html`<footer><span>${visit.t('and {count} more: filter by name to find them', { count })}</span></footer>`
}

function row(visit: RepositoryVisit, { ref, commit, distance }: ListedRef, section: Section): Html {
  const { main, people, numbers } = section
  return html`<tr data-row data-name="${ref.name}"><th scope="row" class="mono">
<a href="${refHistory(visit, ref)}">${ref.name}</a></th>${
    main !== null &&
    html`<td class="number min-m">${
      ref.kind === 'branch' && ref.name === main
        ? defaultLabel(visit)
        : distance && distanceLink(visit, main, ref.name, distance)
    }</td>`
  }
<td class="min-m">${commitHash(visit, commit.id, numbers)}</td><td class="min-l">${author(people, commit.author)}</td>
<td class="fit muted ${changedClass(main)}">${age(visit, commit.date)}</td>${
    main !== null && html`<td class="fit">${distance?.ahead === 0 && mergedLabel(visit)}</td>`
  }<td class="fit">${ways(visit, ref.name)}</td></tr>
`
}

/** On a narrow window the state of a branch says more. */
function changedClass(main: string | null): string {
  return main === null ? '' : 'min-m'
}

function defaultLabel(visit: RepositoryVisit): Html {
  return html`<span class="label info">${visit.t('default')}</span>`
}

/** The default branch has all of it. */
function mergedLabel(visit: RepositoryVisit): Html {
  return html`<span class="label done">${icon(visit, 'git-merge')}${visit.t('merged')}</span>`
}

/** How far a branch went from the main one, as the way to what it has that the other lacks. */
function distanceLink(visit: RepositoryVisit, main: string, name: string, { ahead, behind }: Distance): Html {
  const end = (branch: string) => ({ visit, point: { type: 'branch', name: branch } as const })
  const address = comparisonAddress({ from: end(main), to: end(name) }, { kind: 'parted' })
  return html`<a href="${address}">${visit.t('{count} behind', { count: behind })} ·
${visit.t('{count} ahead', { count: ahead })}</a>`
}

function ways(visit: RepositoryVisit, name: string): Html {
  const files = visit.t('Files of {name}', { name })
  const download = visit.t('Download {name} as zip', { name })
  return html`<span class="joined">
<a class="button little" href="${filesAddress(visit, name, '')}" aria-label="${files}">
${icon(visit, 'code')}</a>${
    visit.repository.downloads &&
    html`<a class="button little" href="${archiveAddress(visit, name, '.zip')}" aria-label="${download}" rel="nofollow">
${icon(visit, 'download')}</a>`
  }</span>`
}
