import type { RepositoryRow } from '#db/repositories.ts'
import type { Ref, Refs } from '#vcs/repository.ts'
import {
  comparisonAddress,
  type ComparisonChoices,
  formatPoint,
  type Point,
  type PointType,
} from '../comparison-address.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'
import { listTags, shortId } from './refs.ts'

/** What is chosen, or was asked for. */
export interface Chosen {
  readonly from: Point | null
  readonly to: Point | null
  /** To the repository of `to`. */
  readonly other: RepositoryVisit
  readonly kind: ComparisonChoices['kind']
  /** One of the two is not there: it can be corrected, and not compared. */
  readonly isUnknown?: boolean
}

/** As people call it. */
export function pointName(visit: RepositoryVisit, { name }: Point): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? shortId(visit, name) : name
}

interface Offered {
  readonly refs: Refs
  readonly otherRefs: Refs
  /** Repositories that may be compared with this one. */
  readonly relatives: readonly RepositoryRow[]
}

/** Chooses what is compared with what: the ends, the other repository, the kind. */
export function comparisonForm(visit: RepositoryVisit, chosen: Chosen, offered: Offered): Html {
  const { from, to, other, kind, isUnknown } = chosen
  const repository = visit.repository.name
  return html`<form class="stack tight" method="get" action="${visit.to(routes.repository.compare, { repository })}">
<div class="bar"><div class="joined"><label class="button" for="from">${visit.t('From')}</label>
${pointSelect(visit, 'from', offered.refs, from)}</div>${revisionInput(visit, 'from', offered.refs, from)}</div>
<div class="bar"><div class="joined"><label class="button" for="to">${visit.t('To')}</label>
${repositorySelect(visit, offered.relatives, other.repository)}${pointSelect(visit, 'to', offered.otherRefs, to)}</div>
${revisionInput(visit, 'to', offered.otherRefs, to)}</div>
<fieldset><legend class="hidden">${visit.t('Kind')}</legend><div class="bar">
${kindChoice('1', kind === 'parted', partedText(visit, from, to))}
${kindChoice('', kind === 'states', visit.t('Difference of the two states'))}</div></fieldset>
<div class="bar"><button class="button primary" type="submit">${visit.t('Compare')}</button>
${from && to && !isUnknown && swapLink(visit, { ...chosen, from, to })}</div></form>`
}

function partedText(visit: RepositoryVisit, from: Point | null, to: Point | null): string {
  if (!from || !to || from.name === to.name) return visit.t('Changes on one since it left the other')
  return visit.t('Changes on {to} since it left {from}', { from: pointName(visit, from), to: pointName(visit, to) })
}

function swapLink(visit: RepositoryVisit, { from, to, other, kind }: Chosen & { from: Point; to: Point }): Html {
  const address = comparisonAddress({ from: { visit: other, point: to }, to: { visit, point: from } }, { kind })
  return html`<a class="button" href="${address}">
${icon(visit, 'arrow-left-right')}${visit.t('Swap')}</a>`
}

/** More of a kind are not offered: they can be typed. */
const most = 500

function pointSelect(visit: RepositoryVisit, name: string, refs: Refs, chosen: Point | null): Html {
  const isOffered = chosen !== null && offers(refs, chosen)
  return html`<select class="mono" id="${name}" name="${name}">
<option value=""${!isOffered && html` selected`}>${visit.t('choose')}</option>
${kindsOf(visit, refs).map(
  ({ label, type, list }) => html`<optgroup label="${label}">${list.map(({ name: ref }) =>
    option({ type, name: ref }, chosen),
  )}</optgroup>
`,
)}</select>`
}

function option(point: Point, chosen: Point | null): Html {
  const isChosen = point.type === chosen?.type && point.name === chosen.name
  return html`<option value="${formatPoint(point)}"${isChosen && html` selected`}>${point.name}</option>`
}

interface KindOfRef {
  readonly label: string
  readonly type: PointType
  readonly list: readonly Ref[]
}

function kindsOf(visit: Pick<RepositoryVisit, 't'>, refs: Refs): readonly KindOfRef[] {
  const kinds: readonly KindOfRef[] = [
    { label: visit.t('Branches'), type: 'branch', list: refs.branches },
    { label: visit.t('Bookmarks'), type: 'book', list: refs.bookmarks },
    { label: visit.t('Tags'), type: 'tag', list: listTags(refs) },
    { label: visit.t('Closed branches'), type: 'branch', list: refs.closedBranches },
  ]
  return kinds.filter(({ list }) => list.length > 0).map(kind => ({ ...kind, list: kind.list.slice(0, most) }))
}

function offers(refs: Refs, { type, name }: Point): boolean {
  return kindsOf({ t: text => text }, refs).some(kind => kind.type === type && kind.list.some(ref => ref.name === name))
}

/** For what is not among those offered: it wins. */
function revisionInput(visit: RepositoryVisit, side: string, refs: Refs, chosen: Point | null): Html {
  const typed = chosen !== null && !offers(refs, chosen) ? chosen.name : ''
  const label = side === 'from' ? visit.t('Other revision to compare from') : visit.t('Other revision to compare')
  return html`<input class="mono" type="text" name="${side}_rev" value="${typed}" aria-label="${label}"
 placeholder="${visit.t('or a revision')}">`
}

function repositorySelect(visit: RepositoryVisit, relatives: readonly RepositoryRow[], other: RepositoryRow): Html {
  const rows = [visit.repository, ...relatives]
  const offered = rows.some(({ id }) => id === other.id) ? rows : [...rows, other]
  return html`<select name="other_repo" aria-label="${visit.t('Repository to compare')}">${offered.map(
    ({ id, name }) => html`<option value="${name}"${id === other.id && html` selected`}>${name}</option>`,
  )}</select>`
}

function kindChoice(value: string, isChosen: boolean, text: string): Html {
  return html`<label class="check"><input type="radio" name="merge" value="${value}"${isChosen && html` checked`}>
<span>${text}</span></label>`
}

const words = { branch: 'branch', book: 'bookmark', tag: 'tag', rev: 'revision' } as const

/** That one of the ends is not there. */
export function noSuchPoint(visit: RepositoryVisit, { type, name }: Point): Html {
  const repository = visit.repository.name
  const sentence = visit.t('{repository} has no {kind} “{name}”. Choose another one.', {
    repository,
    kind: visit.t(words[type]),
    name,
  })
  return html`<div class="notice bad">${icon(visit, 'circle-alert')}<div class="grow">${sentence}</div></div>
`
}
