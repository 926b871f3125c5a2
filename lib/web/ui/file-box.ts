import type { FileAt } from '#vcs/repository.ts'
import type { Annotation } from '../annotating.ts'
import { type FileContent, hasTwoViews } from '../file-reading.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { annotatedTable } from './annotated.ts'
import { codeTable } from './code.ts'
import { copyButton } from './copy-button.ts'
import { fileViews } from './file-views.ts'
import { icon } from './icon.ts'
import { markup } from './markup.ts'
import { mediumView } from './medium.ts'
import { sizeText } from './path.ts'
import { pointerBox } from './pointer.ts'
import { valueTable } from './value-table.ts'

interface ShownFile {
  readonly revision: string
  readonly file: FileAt
  readonly content: FileContent
  /** Who wrote its lines, where that is to be shown. */
  readonly annotation?: Annotation
  /** The address of this page without the limit of the configuration. */
  readonly everything: string
}

/** A file: what is known of it, what can be done with it, and its content as far as a page shows it. */
export function fileBox(visit: RepositoryVisit, shown: ShownFile): Html {
  return html`<div class="box"><header><h2 class="hidden">${visit.t('Content')}</h2>${views(visit, shown)}
<span class="muted small">${facts(visit, shown)}</span><div class="bar end">${tools(visit, shown)}</div></header>
${body(visit, shown)}</div>`
}

function addressOf(visit: RepositoryVisit, { revision, file }: ShownFile) {
  return { repository: visit.repository.name, revision, path: file.path }
}

function views(visit: RepositoryVisit, shown: ShownFile): Html | null {
  const { revision, file, content, annotation } = shown
  const isPointer = content.as === 'pointer' || visit.query.get('view') === 'source'
  const isTwofold = isPointer || hasTwoViews(file.name)
  if (annotation) return fileViews(visit, { revision, file, isTwofold, chosen: 'annotate' })
  if (content.as === 'source') return fileViews(visit, { revision, file, isTwofold, chosen: 'source' })
  return isTwofold ? fileViews(visit, { revision, file, isTwofold, chosen: 'shown' }) : null
}

function facts(visit: RepositoryVisit, { file, content }: ShownFile): string {
  return [
    content.as === 'source' ? lineCount(visit, content.code.lines.length) : '',
    content.as === 'table' ? rowCount(visit, content.table.count) : '',
    sizeText(file.size),
    ...('facts' in content ? content.facts : []),
    file.executable ? visit.t('executable') : '',
  ]
    .filter(fact => fact !== '')
    .join(' · ')
}

function lineCount(visit: RepositoryVisit, count: number): string {
  return count === 1 ? visit.t('1 line') : visit.t('{count} lines', { count })
}

function rowCount(visit: RepositoryVisit, count: number): string {
  return count === 1 ? visit.t('1 row') : visit.t('{count} rows', { count })
}

function tools(visit: RepositoryVisit, shown: ShownFile): Html {
  const at = addressOf(visit, shown)
  const isSource = shown.content.as === 'source'
  return html`${
    isSource &&
    html`<button class="button quiet little script min-m" type="button" data-choose="wrap" value="on" data-first="off"
 aria-pressed="${visit.look.wrap ? 'true' : 'false'}">${visit.t('Wrap')}</button>`
  }<a class="button little" href="${visit.to(routes.repository.raw, at)}">${visit.t('Raw')}</a>${
    isSource && copyButton(visit, { element: '.box .code' }, visit.t('Copy the whole file'), 'little')
  }<a class="button little" href="${visit.to(routes.repository.rawFile, at)}" aria-label="${visit.t('Download')}">
${icon(visit, 'download')}</a>`
}

function body(visit: RepositoryVisit, shown: ShownFile): Html {
  const { content, file, annotation, everything } = shown
  const at = addressOf(visit, shown)
  const source = visit.to(routes.repository.files, at, { view: 'source' })
  if (content.as === 'source') {
    if (content.code.lines.length === 0) return notice(visit, visit.t('This file is empty.'))
    return annotation ? annotatedTable(visit, annotation) : codeTable(visit, content.code)
  }
  if (content.as === 'document') return html`<div class="body">${markup(visit, content.rendered)}</div>`
  if (content.as === 'table') return valueTable(visit, content.table, source)
  if (content.as === 'pointer') return pointerBox(visit, file, content.pointer)
  if (content.as === 'large') return large(visit, everything)
  if (content.as === 'binary') return notice(visit, visit.t('A binary file; it can be downloaded.'))
  const shownAs = content.as === 'picture' ? {} : { shown: 1 }
  return mediumView(visit, content.as, { name: file.name, href: visit.to(routes.repository.raw, at, shownAs) })
}

function large(visit: RepositoryVisit, everything: string): Html {
  const reason = visit.t('This file is too large to be shown at once.')
  if (visit.query.has('fulldiff')) return notice(visit, reason)
  return notice(visit, reason, html`<a class="button" href="${everything}">${visit.t('Show it anyway')}</a>`)
}

function notice(visit: RepositoryVisit, reason: string, way: Html | null = null): Html {
  const bar = way && html`<div class="bar">${way}</div>`
  return html`<div class="empty">${icon(visit, 'file-text')}<p>${reason}</p>${bar}</div>`
}
