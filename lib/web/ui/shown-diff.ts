import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { changedFiles, furtherFiles } from './changed-files.ts'
import { diffFiles, type RenderedDiff } from './diff.ts'
import type { DiffLinks } from './diff-links.ts'
import { icon } from './icon.ts'

/** The files of a diff beside a list of all of them, and the way to those that are not on the page. */
export function shownDiff(visit: Visit, diff: RenderedDiff, links: DiffLinks): Html {
  return html`<div class="with-side with-tree">${changedFiles(visit, diff, links.to)}
<div class="stack">${partNotice(visit, diff, links)}
${diffPart(visit, diff, links)}</div></div>${furtherFiles(visit, diff, links.to)}`
}

/** What follows on a page that shows a diff up to there: the script asks for it. */
export function diffPart(visit: Visit, diff: RenderedDiff, links: DiffLinks): Html {
  return html`${diffFiles(visit, diff.files, links)}${wayOn(visit, diff, links)}`
}

function wayOn(visit: Visit, { list, next }: RenderedDiff, links: DiffLinks): Html | null {
  if (!next) return null
  const path = list[next.file]?.newPath ?? ''
  const text = next.line > 0 ? visit.t('More of {path}', { path }) : visit.t('Further files, from {path}', { path })
  const place = visit.t('{number} of {count}', { number: next.file + 1, count: list.length.toLocaleString('en') })
  return html`<nav class="pager" aria-label="${visit.t('Further files')}" data-more>
<a class="button" href="${links.to(next)}#files" rel="next">${text}</a><span class="muted">${place}</span>
<progress aria-label="${visit.t('Loading')}" hidden></progress></nav>`
}

function partNotice(visit: Visit, diff: RenderedDiff, { to, everything }: DiffLinks): Html | null {
  const { files, list, next, counts } = diff
  const [first, last] = [files[0], files.at(-1)]
  const isBegun = !first || first.index > 0 || first.passed > 0
  if (!isBegun && !next) return null
  const places = {
    first: (first?.index ?? -1) + 1,
    last: (last?.index ?? -1) + 1,
    count: list.length.toLocaleString('en'),
  }
  const parts = visit.t('It is shown in parts: here are files {first} to {last} of {count}.', places)
  return html`<div class="notice info">${icon(visit, 'info')}<div class="grow">
${visit.t('This change is too large to be shown at once.')} ${list.length > 1 && parts}
${isBegun && html`<a href="${to({ file: 0, line: 0 })}#files">${visit.t('From the beginning')}</a>`}
${
  everything !== null &&
  html`<a href="${everything}">${counts ? visit.t('Show the full diff anyway') : visit.t('Show larger parts')}</a>`
}</div></div>`
}
