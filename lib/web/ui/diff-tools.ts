import { choicesQuery, type DiffChoices } from '../diff-choices.ts'
import type { ShownDiff } from '../diff-reading.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { icon } from './icon.ts'
import { changeStat } from './stat.ts'

/** Above the files of a commit: how much changed, and how to see it otherwise. */
export function diffTools(visit: RepositoryVisit, id: string, diff: ShownDiff, choices: DiffChoices): Html {
  const count = diff.files.length + diff.hidden
  const to = (other: Partial<DiffChoices>) => address(visit, id, { ...choices, ...other })
  const title = count === 1 ? visit.t('1 file changed') : visit.t('{count} files changed', { count })
  return html`<div class="bar"><h2>${title}</h2>
${changeStat(diff.added, diff.removed)}<div class="joined" role="group" aria-label="${visit.t('Layout')}">
<a class="button little" href="${to({ layout: 'unified' })}"${choices.layout === 'unified' && current()}>
${icon(visit, 'rows-2')}${visit.t('Unified')}</a><a class="button little" href="${to({ layout: 'split' })}"${
    choices.layout === 'split' && current()
  }>${icon(visit, 'columns-2')}${visit.t('Side by side')}</a></div>
<a class="button little min-m" href="${to({ ignoreWhitespace: !choices.ignoreWhitespace })}">${
    choices.ignoreWhitespace ? visit.t('Show white space') : visit.t('Hide white space')
  }</a>${more(visit, id, to({ context: Math.max(1, choices.context) * 2 }))}</div>`
}

function current(): Html {
  return html` aria-current="true"`
}

function address(visit: RepositoryVisit, id: string, choices: DiffChoices): string {
  return visit.to(routes.repository.commit, { repository: visit.repository.name, revision: id }, choicesQuery(choices))
}

function more(visit: RepositoryVisit, id: string, context: string): Html {
  const at = { repository: visit.repository.name, revision: id }
  const entries = [
    { icon: 'file-text', text: visit.t('Raw diff'), href: visit.to(routes.repository.commitRaw, at) },
    { icon: 'file-text', text: visit.t('Patch'), href: visit.to(routes.repository.commitPatch, at) },
    { icon: 'download', text: visit.t('Download the diff'), href: visit.to(routes.repository.commitDownload, at) },
    { icon: 'unfold-vertical', text: visit.t('More context'), href: context },
  ]
  return html`<details class="drop"><summary class="button little" aria-label="${visit.t('More about this diff')}">
${icon(visit, 'ellipsis')}</summary><div class="panel"><ul>${entries.map(
    entry => html`<li><a href="${entry.href}">${icon(visit, entry.icon)}${entry.text}</a></li>`,
  )}</ul></div></details>`
}
