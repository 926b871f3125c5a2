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

/** So many are listed before the lines, and so many after them for the script: a browser takes long for an item. */
const most = { atOnce: 100, further: 900 }

/** The files of a diff by folder, each a link to its section; `to` is the page that begins there. */
export function changedFiles(visit: Visit, diff: ListedDiff, to: ToPage): Html {
  const first = firstListed(diff)
  const changed = changedFrom(diff, first, to)
  const rest = diff.list.length - first - changed.length
  const before = visit.t('{count} files before these', { count: first })
  return fileList(
    visit,
    changed,
    html`${first > 0 && aside(to({ file: first - most.atOnce, line: 0 }), before)}
${rest > 0 && moreFiles(visit, rest, to({ file: first + most.atOnce, line: 0 }))}`,
    Math.min(diff.list.length - first, most.atOnce + most.further),
  )
}

/** What belongs at the end of that list: the script puts it there when the page has been painted. */
export function furtherFiles(visit: Visit, diff: ListedDiff, to: ToPage): readonly Html[] {
  const from = firstListed(diff) + most.atOnce
  const starts = Array.from({ length: most.further / most.atOnce }, (_, index) => from + index * most.atOnce)
  return starts
    .filter(start => start < diff.list.length)
    .map(start => {
      const changed = changedFrom(diff, start, to)
      const rest = diff.list.length - start - changed.length
      const after = rest > 0 && moreFiles(visit, rest, to({ file: start + most.atOnce, line: 0 }))
      return html`<template class="further"><ul>${folderItems(visit, changed)}</ul>${after}</template>
`
    })
}

type ListedDiff = Pick<RenderedDiff, 'list' | 'files'>
type ToPage = (start: DiffPlace) => string

function firstListed({ files }: ListedDiff): number {
  return Math.floor((files[0]?.index ?? 0) / most.atOnce) * most.atOnce
}

function changedFrom({ list, files }: ListedDiff, first: number, to: ToPage): readonly Changed[] {
  const shown = new Set(files.filter(({ passed }) => passed === 0).map(({ index }) => index))
  return list.slice(first, first + most.atOnce).map((change, offset) => {
    const id = fileId(first + offset)
    const href = shown.has(first + offset) ? `#${id}` : `${to({ file: first + offset, line: 0 })}#${id}`
    return { id, href, change }
  })
}

function aside(href: string, text: string): Html {
  return html`<a class="small" href="${href}#files">${text}</a>`
}

function moreFiles(visit: Visit, count: number, href: string): Html {
  return html`<a class="small" data-further href="${href}#files">${visit.t('and {count} more files', { count })}</a>`
}

/** The same for files that are named on the page. */
export function changedFilesHere(visit: Visit, changes: readonly FileChange[]): Html {
  const all = changes.slice(0, mostHere).map((change, index) => {
    const id = fileId(index)
    return { id, href: `#${id}`, change }
  })
  return fileList(visit, all, null, all.length)
}

const mostHere = 1000

/** `count`: how many there are once the further ones came. */
function fileList(visit: Visit, all: readonly Changed[], asides: Html | null, count: number): Html {
  return html`<nav class="tree stay stack tight" aria-label="${visit.t('Changed files')}">${
    count >= worthFilter && filterField(visit, count)
  }
<ul class="plain">${folderItems(visit, all)}</ul>${asides}</nav>`
}

function folderItems(visit: Visit, all: readonly Changed[]): readonly Html[] {
  const folders = Map.groupBy(all, file => folderOf(file.change.newPath))
  return [...folders].flatMap(([folder, files]) =>
    folder === '' ? files.map(file => item(visit, file)) : [inFolder(visit, folder, files)],
  )
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
