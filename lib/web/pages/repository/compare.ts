import type { RepositoryRow } from '#db/repositories.ts'
import { momentOf } from '#domain/moment.ts'
import { listRelatives } from '#domain/relatives.ts'
import { findReadable } from '#domain/repositories.ts'
import { Problem } from '#std/problem.ts'
import {
  findBases,
  findSide,
  readAhead,
  readComparison,
  readCompared,
  type Side,
  usualPoint,
  visitOther,
} from '../../comparison.ts'
import {
  comparisonAddress,
  type Point,
  parsePoint,
  parsePoints,
  readComparisonChoices,
  readKind,
} from '../../comparison-address.ts'
import { isPartAsked } from '../../diff-choices.ts'
import { type Html, html } from '../../html.ts'
import { isFullId, lasting, type Place } from '../../lasting.ts'
import { missing } from '../../lock.ts'
import { page } from '../../page.ts'
import { redirect, type Reply, withStatus } from '../../reply.ts'
import { routes } from '../../routes.ts'
import { aheadLog, comparison as comparisonView, differencePart, sideName } from '../../ui/comparison.ts'
import { type Chosen, comparisonForm, noSuchPoint } from '../../ui/comparison-form.ts'
import { diffPage } from '../../ui/diff-page.ts'
import { icon } from '../../ui/icon.ts'
import { relativeList } from '../../ui/relative-list.ts'
import type { RepositoryVisit } from '../../visit.ts'

/** Chooses what is compared; once both ends are known, leads to their comparison. */
export const compare = page(routes.repository.compare, 'repository.read', async visit => {
  const other = await findOther(visit)
  if (!other) return ofOtherKind(visit)
  const kind = visit.query.has('merge') ? readKind(visit.query) : 'parted'
  const [from, to] = [readPoint(visit.query, 'from'), readPoint(visit.query, 'to')]
  if (from && to) {
    const isUnknown = { from: !(await findSide(visit, from)), to: !(await findSide(other, to)) }
    if (isUnknown.from || isUnknown.to) return withStatus(404, await unknown(visit, { from, to, other }, isUnknown))
    return redirect(comparisonAddress({ from: { visit, point: from }, to: { visit: other, point: to } }, { kind }))
  }
  const usual = await usualPoint(visit)
  const beside = other === visit ? null : await usualPoint(other)
  const relatives = await relativesOf(visit)
  const chosen = { from: from ?? usual, to: to ?? beside, other, kind }
  return show(
    visit,
    visit.t('Compare'),
    html`${usual === null && nothingYet(visit)}
${await form(visit, chosen, relatives)}
${relativeList(visit, relatives, usual)}`,
  )
})

/** What `to` has that `from` lacks, also across forks. */
export const comparison = lasting(
  'page',
  page(routes.repository.comparison, 'repository.read', async visit => {
    const points = parsePoints(visit.params.path)
    if (!points) throw new Problem('not-found', 'this address does not name two revisions to compare')
    const other = await findOther(visit)
    if (!other) return ofOtherKind(visit)
    const from = await findSide(visit, points.from)
    const to = await findSide(other, points.to)
    if (!from || !to) return withStatus(404, await unknown(visit, { ...points, other }, { from: !from, to: !to }))
    const ends = { from, to }
    if (visit.partial) return partOf(visit, ends)
    const compared = await readComparison(ends)
    const title = visit.t('Compare {from} and {to}', { from: sideName(from, to), to: sideName(to, from) })
    return show(
      visit,
      title,
      html`${await form(visit, { ...points, other, kind: compared.choices.kind }, await relativesOf(visit))}
${comparisonView(compared)}`,
    )
  }),
  { idsOf: idsCompared, beside: ({ site }) => momentOf(site) },
)

/** Both ends by their full ids, in this repository. Beside stand forks, comments and votes of all commits between. */
function idsCompared({ params: { path = '' }, query }: Place): readonly string[] | null {
  const points = parsePoints(path)
  if (!points || (query.get('other_repo') ?? '') !== '') return null
  const ends = [points.from, points.to]
  return ends.every(({ type, name }) => type === 'rev' && isFullId(name)) ? ends.map(({ name }) => name) : null
}

/** What a script asks for: further files where it says so, else the commits, as Kallithea's does. */
async function partOf({ query }: RepositoryVisit, ends: { readonly from: Side; readonly to: Side }): Promise<Html> {
  const bases = await findBases(ends)
  if (!isPartAsked(query)) return aheadLog(ends.to.visit, await readAhead(ends.to, bases))
  const choices = readComparisonChoices(query)
  const diff = await readCompared(ends, bases, choices)
  return diff ? differencePart({ ...ends, bases: bases.map(id => ({ id })) }, diff, choices) : html``
}

/** To the repository that is compared with this one; null where they are of two kinds. */
async function findOther(visit: RepositoryVisit): Promise<RepositoryVisit | null> {
  const name = visit.query.get('other_repo') ?? ''
  if (name === '') return visit
  const row = await findReadable(visit.site, visit.visitor.permissions, name)
  if (!row) throw missing(visit.visitor)
  return row.kind === visit.repository.kind ? visitOther(visit, row) : null
}

function ofOtherKind(visit: RepositoryVisit): Reply {
  visit.flash('warn', visit.t('A git and a Mercurial repository have nothing that could be compared.'))
  return redirect(visit.to(routes.repository.compare, { repository: visit.repository.name }))
}

/** What was chosen from the list, unless something was typed. */
function readPoint(query: URLSearchParams, side: 'from' | 'to'): Point | null {
  const typed = query.get(`${side}_rev`)?.trim() ?? ''
  return typed === '' ? parsePoint(query.get(side) ?? '') : { type: 'rev', name: typed }
}

function nothingYet(visit: RepositoryVisit): Html {
  return html`<div class="notice info">${icon(visit, 'info')}
<div class="grow">${visit.t('There are no commits yet.')}</div></div>
`
}

async function unknown(
  visit: RepositoryVisit,
  points: Pick<Chosen, 'from' | 'to' | 'other'>,
  isUnknown: { readonly from: boolean; readonly to: boolean },
): Promise<Html> {
  if (visit.partial) throw new Problem('not-found', 'there is no such revision to compare')
  const { from, to, other } = points
  const chosen = { from, to, other, kind: readKind(visit.query), isUnknown: true }
  return show(
    visit,
    visit.t('Compare'),
    html`${isUnknown.from && from && noSuchPoint(visit, from)}
${isUnknown.to && to && noSuchPoint(other, to)}${await form(visit, chosen, await relativesOf(visit))}`,
  )
}

function relativesOf({ site, visitor, repository }: RepositoryVisit): Promise<readonly RepositoryRow[]> {
  return listRelatives(site, visitor.permissions, repository)
}

async function form(visit: RepositoryVisit, chosen: Chosen, relatives: readonly RepositoryRow[]): Promise<Html> {
  const [refs, otherRefs] = [await visit.vcs.refs(), await chosen.other.vcs.refs()]
  return comparisonForm(visit, chosen, { refs, otherRefs, relatives })
}

function show(visit: RepositoryVisit, title: string, content: Html): Html {
  return diffPage(visit, 'compare', {
    title,
    main: html`<div class="bar"><h1>${visit.t('Compare')}</h1></div>
${content}`,
  })
}
