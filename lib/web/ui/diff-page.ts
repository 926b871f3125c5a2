import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { layout, type PageFrame } from './layout.ts'
import { repositoryFrame, type RepositoryTab } from './repository-frame.ts'

/** A page of a repository on which files are compared: as wide as the window, with the colours of code. */
export function diffPage(
  visit: RepositoryVisit,
  tab: RepositoryTab,
  page: Pick<PageFrame, 'title' | 'head' | 'main'>,
): Html {
  return layout(visit, {
    ...page,
    head: html`${page.head}<script src="${visit.asset('diff.js')}" defer></script>
`,
    frame: repositoryFrame(visit, tab),
    styles: ['code.css', 'diff.css'],
    scripts: ['lines.js'],
    width: 'wide',
    current: 'repositories',
  })
}
