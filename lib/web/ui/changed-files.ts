import type { FileChange } from '#vcs/repository.ts'
import type { DiffPlace } from '../diff-choices.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { lastPart } from './crumbs.ts'
import { fileId, type RenderedDiff } from './diff.ts'
import { icon } from './icon.ts'

interface Changed {
  readonly id: string
  /** Where its section is. */
  readonly href: string
  readonly change: FileChange
}

/** More files are not listed at once: those around the ones that are shown are. */
const mostListed = 1000

/** The files of a diff by folder, each a link to its section; `to` is the page that begins there. */
export function changedFiles(
  visit: Visit,
  { list, files }: Pick<RenderedDiff, 'list' | 'files'>,
  to: (start: DiffPlace) => string,
): Html {
  const shown = new Set(files.filter(({ passed }) => passed === 0).map(({ index }) => index))
  const first = Math.floor((files[0]?.index ?? 0) / mostListed) * mostListed
  const changed = list.slice(first, first + mostListed).map((change, offset) => {
    const id = fileId(first + offset)
    const href = shown.has(first + offset) ? `#${id}` : `${to({ file: first + offset, line: 0 })}#${id}`
    return { id, href, change }
  })
  const rest = list.length - first - changed.length
  const before = visit.t('{count} files before these', { count: first })
  const after = visit.t('and {count} more files', { count: rest })
  return fileList(
    visit,
    changed,
    html`${first > 0 && aside(to({ file: first - mostListed, line: 0 }), before)}
${rest > 0 && aside(to({ file: first + mostListed, line: 0 }), after)}`,
  )
}

function aside(href: string, text: string): Html {
  return html`<a class="small" href="${href}#files">${text}</a>`
}

/** The same for files that are named on the page. */
export function changedFilesHere(visit: Visit, changes: readonly FileChange[]): Html {
  const all = changes.slice(0, mostListed).map((change, index) => {
    const id = fileId(index)
    return { id, href: `#${id}`, change }
  })
  return fileList(visit, all, null)
}

function fileList(visit: Visit, all: readonly Changed[], asides: Html | null): Html {
  const folders = Map.groupBy(all, file => folderOf(file.change.newPath))
  return html`<nav class="tree stay stack tight" aria-label="${visit.t('Changed files')}">${
    all.length >= worthFilter && filterField(visit, all.length)
  }
<ul class="plain">${[...folders]
    .map(([folder, files]) => (folder === '' ? files.map(file => item(visit, file)) : [inFolder(visit, folder, files)]))
    .flat()}</ul>${asides}</nav>`
}

/** Fewer files are seen at a glance. */
const worthFilter = 6

function filterField(visit: Visit, count: number): Html {
  const hint = visit.t('Filter {count} files', { count })
  return html`<label class="hidden" for="tree-filter">${visit.t('Filter')}</label>
<input class="script" id="tree-filter" type="search" placeholder="${hint}" data-filter=".tree li.changed">`
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function inFolder(visit: Visit, folder: string, files: readonly Changed[]): Html {
  return html`<li><details open><summary>${icon(visit, 'chevron-right')}${icon(visit, 'folder', 'tone info')}
<span class="grow">${folder}</span></summary><ul>${files.map(file => item(visit, file))}</ul></details></li>`
}

const icons = {
  added: ['file-plus', 'tone ok'],
  removed: ['file-minus', 'tone bad'],
  modified: ['file-pen', 'tone warn'],
  renamed: ['file-pen', 'tone warn'],
  copied: ['file-plus', 'tone ok'],
} as const

function item(visit: Visit, { id, href, change }: Changed): Html {
  const [sign, tone] = icons[change.operation]
  return html`<li class="changed" data-name="${change.newPath}"><a href="${href}"
 data-file="${id}">${icon(visit, sign, tone)}
<span class="grow">${lastPart(change.newPath)}</span></a></li>
`
}
