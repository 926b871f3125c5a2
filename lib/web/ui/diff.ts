import type { FileChange, FileDiff } from '#vcs/repository.ts'
import type { ShownDiff, ShownFile } from '../diff-reading.ts'
import { encodingLabel } from '../encoding-label.ts'
import { type Html, html } from '../html.ts'
import { changedEndings, type LineEndings } from '../line-endings.ts'
import { type ChangedPointers, changedPointers, storeOf } from '../pointer.ts'
import type { Visit } from '../visit.ts'
import { changedBytes, hasPictures } from './changed-bytes.ts'
import { changedLinks } from './changed-links.ts'
import { copyButton } from './copy-button.ts'
import type { Notes } from './diff-cells.ts'
import type { DiffLinks } from './diff-links.ts'
import { splitTable } from './diff-split.ts'
import { unifiedTable } from './diff-unified.ts'
import { icon } from './icon.ts'
import { breakablePath } from './path.ts'
import { pointerChange } from './pointer.ts'
import { changeStat } from './stat.ts'

/** A diff with the lines of its files as markup, which is the same wherever it is shown. */
export interface RenderedDiff extends Omit<ShownDiff, 'files'> {
  readonly files: readonly RenderedFile[]
}

export interface RenderedFile extends Omit<ShownFile, 'hunks'> {
  /** Null where there are none. */
  readonly lines: Html | null
  /** Where it is kept elsewhere. */
  readonly pointers: ChangedPointers | null
  /** Every line stayed but for its end. */
  readonly endings: LineEndings | null
}

export function renderDiff(
  visit: Pick<Visit, 't'>,
  diff: ShownDiff,
  { layout, notes, before = 0 }: Rendering,
): RenderedDiff {
  const table = layout === 'split' ? splitTable : unifiedTable
  const files = diff.files.map(({ hunks, ...file }) => ({
    ...file,
    diff: { ...file.diff, hunks: [] },
    lines: hunks.length === 0 ? null : table(visit, fileId(before + file.index, file.passed), hunks, notes),
    pointers: changedPointers(file.diff),
    endings: file.passed > 0 || file.diff.cut ? null : changedEndings(file.diff),
  }))
  return { ...diff, files }
}

interface Rendering {
  readonly layout: 'unified' | 'split'
  readonly notes?: Notes
  /** How many files of other diffs stand before these on the page. */
  readonly before?: number
}

/** Characters of all its markup. */
export function sizeOfDiff({ files, list }: RenderedDiff): number {
  const listed = list.reduce((sum: number, { newPath }: FileChange) => sum + newPath.length + 100, 0)
  return files.reduce((sum, { lines }) => sum + 500 + (lines?.length ?? 0), listed)
}

/** The name of a file's section on the page; `passed` lines of it are before these. */
export function fileId(index: number, passed = 0): string {
  return passed > 0 ? `f${index}-${passed}-` : `f${index}`
}

/** One section for each file of a diff; `before` is how many other ones stand before them on the page. */
export function diffFiles(visit: Visit, files: readonly RenderedFile[], links: DiffLinks, before = 0): readonly Html[] {
  return files.map(file => fileSection(visit, fileId(before + file.index, file.passed), file, links))
}

function fileSection(visit: Visit, id: string, file: RenderedFile, links: DiffLinks): Html {
  const { diff } = file
  const open = diff.operation !== 'removed' && html` open`
  return html`<section class="file" id="${id}"><details${open}><summary>${icon(visit, 'chevron-right')}
<h3>${shownPath(diff)}</h3>${labels(visit, file)}${changeStat(diff.added, diff.removed)}</summary>
${content(visit, file, links)}</details>
<div class="bar tools">${viewLink(visit, diff, links)}
${copyPath(visit, diff.newPath)}
<label class="viewed script"><input type="checkbox"> ${visit.t('Viewed')}
<span class="hidden">: ${diff.newPath}</span></label>
</div></section>
`
}

function copyPath(visit: Visit, path: string): Html {
  return copyButton(visit, { text: path }, visit.t('Copy the path {path}', { path }), 'quiet little min-m')
}

function shownPath(diff: FileDiff): readonly Html[] {
  if (diff.oldPath === diff.newPath) return breakablePath(diff.newPath)
  return [...breakablePath(diff.oldPath), html` → `, ...breakablePath(diff.newPath)]
}

function labels(visit: Visit, { diff, pointers, endings }: RenderedFile): readonly Html[] {
  const words = [
    {
      added: visit.t('new file'),
      removed: visit.t('deleted'),
      renamed: visit.t('renamed'),
      copied: visit.t('copied'),
      modified: '',
    }[diff.operation],
    diff.binary ? visit.t('binary') : '',
    modeChange(visit, diff),
    formChange(visit, diff),
    endings ? visit.t('line ends {before} → {after}', { ...endings }) : '',
    pointers ? { 'git-lfs': 'Git LFS', largefiles: visit.t('largefiles') }[storeOf(pointers)] : '',
    diff.newPath === '.hgsubstate' ? visit.t('subrepositories') : '',
  ]
  return words.filter(word => word !== '').map(word => html`<span class="label">${word}</span>`)
}

/** How the text was read, where that is not plain UTF-8. */
function formChange(visit: Visit, { forms }: FileDiff): string {
  const [before, after] = [forms?.before, forms?.after].map(form => form && encodingLabel(form.encoding, form.marked))
  if (!before || !after || before === after) return after ?? before ?? ''
  return visit.t('{before} → {after}', { before, after })
}

function modeChange(visit: Visit, { oldMode, newMode }: FileDiff): string {
  if (oldMode === null || newMode === null) return special(visit, newMode ?? oldMode ?? '')
  return oldMode === newMode
    ? special(visit, newMode)
    : visit.t('mode {before} → {after}', { before: oldMode, after: newMode })
}

function special(visit: Visit, mode: string): string {
  if (mode.endsWith('120000')) return visit.t('symbolic link')
  return mode.endsWith('160000') ? visit.t('submodule') : ''
}

function viewLink(visit: Visit, diff: FileDiff, links: DiffLinks): Html | null {
  const href = (links.after(diff) ?? links.before(diff))?.page
  if (!href) return null
  return html`<a class="button quiet little min-m" href="${href}">${visit.t('View')}
<span class="hidden">${diff.newPath}</span></a>`
}

function content(visit: Visit, file: RenderedFile, links: DiffLinks): Html {
  const { diff, lines, passed, pointers } = file
  if (diff.binary) return changedBytes(visit, diff, links)
  if (passed > 0) {
    const before = visit.t('{count} lines before these are not repeated.', { count: passed.toLocaleString('en') })
    return html`<p class="why">${lines ? before : visit.t('There are no further lines.')}</p>${lines}`
  }
  if (pointers) return html`${pointerChange(visit, pointers)}${!areWhole(pointers, diff) && lines}`
  if (diff.links) return html`${changedLinks(visit, diff.links)}${!isSubmodule(diff) && lines}`
  if (!lines) return html`<p class="why">${unchanged(visit, diff)}</p>`
  return html`${hasPictures(diff) && changedBytes(visit, diff, links)}${lines}`
}

/** Whether the file is a pointer on every side where it is. */
function areWhole({ before, after }: ChangedPointers, { operation }: FileDiff): boolean {
  return (before !== null || operation === 'added') && (after !== null || operation === 'removed')
}

function isSubmodule({ oldMode, newMode }: FileDiff): boolean {
  return [oldMode, newMode].some(mode => mode?.endsWith('160000'))
}

function unchanged(visit: Visit, { operation, oldMode, newMode }: FileDiff): string {
  if (operation === 'renamed') return visit.t('Renamed, content unchanged.')
  if (operation === 'copied') return visit.t('Copied, content unchanged.')
  if (operation === 'added') return visit.t('An empty file.')
  if (operation === 'removed') return visit.t('The file was empty.')
  return oldMode === newMode ? visit.t('Nothing but white space changed.') : visit.t('Only the mode changed.')
}
