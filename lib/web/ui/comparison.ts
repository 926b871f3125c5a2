import type { Commit } from '#vcs/repository.ts'
import type { Comparison, CommitsOfOne, Side } from '../comparison.ts'
import { comparisonAddress, type ComparisonChoices } from '../comparison-address.ts'
import type { ShownDiff } from '../diff-reading.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { age } from './age.ts'
import { commitHash } from './commit-line.ts'
import { pointName } from './comparison-form.ts'
import { renderDiff } from './diff.ts'
import { type DiffLinks, linksBetween } from './diff-links.ts'
import { type DiffAddresses, diffTools, partLinks, sizesOf } from './diff-tools.ts'
import { icon } from './icon.ts'
import { commitLog } from './log.ts'
import { pager } from './pager.ts'
import { refsByCommit } from './refs.ts'
import { diffPart, shownDiff } from './shown-diff.ts'
import { innerTabs } from './tabs.ts'

/** What one side has that the other lacks: in words, commit by commit, file by file. */
export function comparison(compared: Comparison): Html {
  const { ahead, diff } = compared
  const { visit } = compared.from
  return html`${summary(visit, compared)}
${parts(visit, compared)}${ahead.commits.length > 0 && html`<div id="commits">${commitsOfOne(visit, compared)}</div>`}
${diff && files(visit, compared)}`
}

/** The commits alone. */
export function aheadLog(side: RepositoryVisit, { refs, ...log }: CommitsOfOne): Html {
  return commitLog(side, { ...log, refs: refsByCommit(refs) })
}

function commitsOfOne(visit: RepositoryVisit, compared: Comparison): Html {
  const { ahead, to, choices } = compared
  const { paging, commits, total } = ahead
  const pages = {
    ...paging,
    shown: commits.length,
    total,
    hasMore: paging.offset + commits.length < total,
    to: (page: number) => comparisonAddress(compared, choices, { page }),
  }
  return html`${aheadLog(to.visit, ahead)}${pager(visit, pages)}`
}

/** `main`, or `group/fork main` where there are two repositories. */
export function sideName({ visit, point }: Pick<Side, 'visit' | 'point'>, other: Pick<Side, 'visit'>): string {
  const name = pointName(visit, point)
  return visit.repository.id === other.visit.repository.id ? name : `${visit.repository.name} ${name}`
}

function summary(visit: RepositoryVisit, compared: Comparison): Html {
  const { from, to, ahead, behind, bases } = compared
  const names = { from: sideName(from, to), to: sideName(to, from) }
  const isSame = from.commit === to.commit
  return html`<div class="notice info">${icon(visit, 'info')}<div class="grow"><strong>${
    isSame ? visit.t('{from} and {to} are the same commit.', names) : aheadText(visit, ahead.total, names)
  }</strong> ${!isSame && behindText(visit, behind, names)} ${!isSame && parting(visit, to, bases)}</div></div>`
}

interface Names extends Readonly<Record<string, string>> {
  readonly from: string
  readonly to: string
}

function aheadText(visit: RepositoryVisit, count: number, names: Names): string {
  if (count === 0) return visit.t('{to} has nothing that {from} lacks.', names)
  if (count === 1) return visit.t('{to} has 1 commit that {from} lacks.', names)
  return visit.t('{to} has {count} commits that {from} lacks.', { ...names, count: count.toLocaleString('en') })
}

function behindText(visit: RepositoryVisit, count: number, names: Names): string {
  if (count === 0) return visit.t('It has all that {from} has.', names)
  if (count === 1) return visit.t('It lacks 1 commit that {from} has.', names)
  return visit.t('It lacks {count} commits that {from} has.', { ...names, count: count.toLocaleString('en') })
}

function parting(visit: RepositoryVisit, { visit: there }: Side, bases: Comparison['bases']): Html {
  const [base, ...others] = bases
  if (!base) return html`${visit.t('They have no commit in common.')}`
  const where = html`${commitHash(there, base.id, new Map())}, ${age(visit, base.date)}.`
  if (others.length === 0) return html`${visit.t('They parted at')} ${where}`
  return html`${visit.t('They met {count} times; last at', { count: bases.length })} ${where}`
}

function parts(visit: RepositoryVisit, { ahead, diff }: Comparison): Html | null {
  if (ahead.total === 0 || !diff) return null
  const count = diff.list.length
  return innerTabs(visit.t('Parts'), [
    { text: visit.t('Commits'), href: '#commits', isHere: false, count: ahead.total },
    { text: visit.t('Files'), href: '#files', isHere: false, count },
  ])
}

function files(visit: RepositoryVisit, compared: Comparison): Html | null {
  const { diff, choices } = compared
  if (!diff) return null
  const rendered = renderDiff(visit, diff, choices.diff)
  const links = linksOf(compared, choices)
  return html`${diffTools(visit, sizesOf(rendered), choices.diff, addressesOf(compared, choices))}
${diff.list.length > 0 && shownDiff(visit, rendered, links)}`
}

/** Further files of the difference alone. */
export function differencePart(ends: Parted, diff: ShownDiff, choices: ComparisonChoices): Html {
  const { visit } = ends.from
  return diffPart(visit, renderDiff(visit, diff, choices.diff), linksOf(ends, choices))
}

type Parted = Pick<Comparison, 'from' | 'to'> & { readonly bases: readonly Pick<Commit, 'id'>[] }

function addressesOf(ends: Parted, choices: ComparisonChoices): DiffAddresses {
  return { to: other => comparisonAddress(ends, { ...choices, diff: other }), texts: [] }
}

function linksOf(ends: Parted, choices: ComparisonChoices): DiffLinks {
  const { from, to, bases } = ends
  const [base] = bases
  const before = choices.kind === 'parted' && base ? { visit: to.visit, commit: base.id } : from
  return linksBetween(before, to, partLinks(choices.diff, addressesOf(ends, choices).to))
}
