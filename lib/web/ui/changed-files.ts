import type { FileDiff } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { fileId } from './diff.ts'
import { icon } from './icon.ts'

interface Changed {
  readonly id: string
  readonly name: string
  readonly diff: FileDiff
}

/** The files of a diff by folder, each a link to its section. */
export function changedFiles(visit: Visit, diffs: readonly FileDiff[]): Html {
  const folders = Map.groupBy(diffs.map(changed), file => folderOf(file.diff.newPath))
  return html`<nav class="tree stay stack tight" aria-label="${visit.t('Changed files')}">${
    diffs.length >= worthFilter && filterField(visit, diffs.length)
  }
<ul class="plain">${[...folders]
    .map(([folder, files]) => (folder === '' ? files.map(file => item(visit, file)) : [inFolder(visit, folder, files)]))
    .flat()}</ul></nav>`
}

/** Fewer files are seen at a glance. */
const worthFilter = 6

function filterField(visit: Visit, count: number): Html {
  const hint = visit.t('Filter {count} files', { count })
  return html`<label class="hidden" for="tree-filter">${visit.t('Filter')}</label>
<input class="script" id="tree-filter" type="search" placeholder="${hint}" data-filter=".tree li.changed">`
}

function changed(diff: FileDiff, index: number): Changed {
  return { id: fileId(index), name: diff.newPath.slice(diff.newPath.lastIndexOf('/') + 1), diff }
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

function item(visit: Visit, { id, name, diff }: Changed): Html {
  const [sign, tone] = icons[diff.operation]
  return html`<li class="changed" data-name="${diff.newPath}"><a href="#${id}">${icon(visit, sign, tone)}
<span class="grow">${name}</span></a></li>
`
}
