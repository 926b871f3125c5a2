import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { changedFiles } from './changed-files.ts'
import { diffFiles, type RenderedDiff, type RenderedFile } from './diff.ts'
import type { DiffLinks } from './diff-links.ts'

/** The files of a diff beside a list of them, and what was left out. */
export function shownDiff(visit: Visit, diff: RenderedDiff, links: DiffLinks): Html {
  return besideFiles(visit, diff, links.everything, diffFiles(visit, diff.files, links))
}

/** The same around sections that hold the files. */
export function besideFiles(
  visit: Visit,
  { files, cut, hidden }: RenderedDiff,
  everything: DiffLinks['everything'],
  sections: readonly Html[],
): Html {
  return html`<div class="with-side with-tree">${changedFiles(visit, files.map(diffOf))}
<div class="stack">${cut && everything !== null && cutNotice(visit, everything)}
${sections}${
  hidden > 0 && html`<p class="muted">${visit.t('and {count} more files, which are not listed', { count: hidden })}</p>`
}</div></div>`
}

function diffOf({ diff }: RenderedFile): RenderedFile['diff'] {
  return diff
}

function cutNotice(visit: Visit, everything: string): Html {
  const reason = visit.t('This change is too large to be shown at once, so the rest was cut off.')
  return html`<div class="notice warn"><div class="grow">${reason}
<a href="${everything}">${visit.t('Show the full diff anyway')}</a></div></div>`
}
