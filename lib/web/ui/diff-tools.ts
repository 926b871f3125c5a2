import type { Commit } from '#vcs/repository.ts'
import { beginning, choicesQuery, type DiffChoices } from '../diff-choices.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit, Visit } from '../visit.ts'
import type { RenderedDiff } from './diff.ts'
import { type DiffLinks, linksBetween } from './diff-links.ts'
import { icon } from './icon.ts'
import { changeStat } from './stat.ts'

/** Where a diff is, otherwise shown or as text. */
export interface DiffAddresses {
  /** This page with other choices. */
  readonly to: (choices: DiffChoices) => string
  readonly texts: readonly MenuEntry[]
}

interface MenuEntry {
  readonly icon: string
  readonly text: string
  readonly href: string
}

/** How much a diff changed; null for lines that nobody counted. */
export interface DiffSize {
  readonly count: number
  readonly lines: RenderedDiff['counts']
}

export function sizesOf({ list, counts }: RenderedDiff): DiffSize {
  return { count: list.length, lines: counts }
}

/** Above the files of a diff: how much changed, and how to see it otherwise. */
export function diffTools(visit: Visit, size: DiffSize, choices: DiffChoices, addresses: DiffAddresses): Html {
  const { count, lines } = size
  const to = (other: Partial<DiffChoices>) => addresses.to({ ...choices, ...other })
  const anew = (other: Partial<DiffChoices>) => to({ ...other, start: beginning }) // lines have other places then
  const title =
    count === 1 ? visit.t('1 file changed') : visit.t('{count} files changed', { count: count.toLocaleString('en') })
  return html`<div class="bar"><h2 id="files">${title}</h2>
${lines && changeStat(lines.added, lines.removed)}<div class="joined" role="group" aria-label="${visit.t('Layout')}">
<a class="button little" href="${to({ layout: 'unified' })}"${choices.layout === 'unified' && current()}>
${icon(visit, 'rows-2')}${visit.t('Unified')}</a><a class="button little" href="${to({ layout: 'split' })}"${
    choices.layout === 'split' && current()
  }>${icon(visit, 'columns-2')}${visit.t('Side by side')}</a></div>
<a class="button little min-m" href="${anew({ ignoreWhitespace: !choices.ignoreWhitespace })}">${
    choices.ignoreWhitespace ? visit.t('Show white space') : visit.t('Hide white space')
  }</a>${more(visit, addresses.texts, anew({ context: Math.max(1, choices.context) * 2 }))}</div>`
}

function current(): Html {
  return html` aria-current="true"`
}

function more(visit: Visit, texts: readonly MenuEntry[], context: string): Html {
  const entries = [...texts, { icon: 'unfold-vertical', text: visit.t('More context'), href: context }]
  return html`<details class="drop"><summary class="button little" aria-label="${visit.t('More about this diff')}">
${icon(visit, 'ellipsis')}</summary><div class="panel"><ul>${entries.map(
    entry => html`<li><a href="${entry.href}">${icon(visit, entry.icon)}${entry.text}</a></li>`,
  )}</ul></div></details>`
}

/** Of the diff of a commit, or of several: `A...B`. */
export function commitDiff(visit: RepositoryVisit, revision: string): DiffAddresses {
  const at = { repository: visit.repository.name, revision }
  return {
    to: choices => visit.to(routes.repository.commit, at, choicesQuery(choices)),
    texts: [
      { icon: 'file-text', text: visit.t('Raw diff'), href: visit.to(routes.repository.commitRaw, at) },
      { icon: 'file-text', text: visit.t('Patch'), href: visit.to(routes.repository.commitPatch, at) },
      { icon: 'download', text: visit.t('Download the diff'), href: visit.to(routes.repository.commitDownload, at) },
    ],
  }
}

/** From the files of a commit's diff to the files before and after it. */
export function commitLinks(
  visit: RepositoryVisit,
  { id, parents: [parent] }: Pick<Commit, 'id' | 'parents'>,
  choices: DiffChoices,
): DiffLinks {
  const parts = partLinks(choices, commitDiff(visit, id).to)
  return linksBetween(parent ? { visit, commit: parent } : null, { visit, commit: id }, parts)
}

/** From a page of a diff to its other parts. */
export function partLinks(choices: DiffChoices, to: DiffAddresses['to']): Pick<DiffLinks, 'to' | 'everything'> {
  return {
    to: start => to({ ...choices, start }),
    everything: choices.everything ? null : to({ ...choices, everything: true }),
  }
}
