import type { RepositoryRow } from '#db/repositories.ts'
import { comparisonAddress, type Point } from '../comparison-address.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'

/** The parent and the forks of a repository, each compared in both directions; null where there are none. */
export function relativeList(
  visit: RepositoryVisit,
  relatives: readonly RepositoryRow[],
  point: Point | null,
): Html | null {
  if (relatives.length === 0 || !point) return null
  return html`<h2>${visit.t('Parent and forks')}</h2>
<div class="box"><ul class="list">${relatives.map(relative => item(visit, relative, point))}</ul></div>`
}

function item(visit: RepositoryVisit, repository: RepositoryRow, point: Point): Html {
  const here = { visit, point }
  const there = { visit: { ...visit, repository }, point }
  const ways = [
    { text: visit.t('What it has that this lacks'), href: comparisonAddress({ from: here, to: there }, parted) },
    { text: visit.t('What it lacks that this has'), href: comparisonAddress({ from: there, to: here }, parted) },
  ]
  return html`<li data-row><div class="bar grow"><span class="grow">${icon(visit, 'git-fork', 'muted')}
<a href="${visit.to(routes.repository.summary, { repository: repository.name })}">${repository.name}</a>
${repository.id === visit.repository.forkId && html`<span class="label">${visit.t('parent')}</span>`}</span>
${ways.map(
  ({ text, href }) => html`<a class="button little" href="${href}"
 aria-label="${repository.name}: ${text}">${text}</a>`,
)}</div></li>
`
}

const parted = { kind: 'parted' } as const
