import type { FileAt } from '#vcs/repository.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit } from '../visit.ts'
import { annotateAddress } from './annotated.ts'

export type FileView = 'shown' | 'source' | 'annotate'

interface Views {
  readonly revision: string
  readonly file: FileAt
  /** It is shown otherwise than as its source. */
  readonly isTwofold: boolean
  readonly chosen: FileView
}

/** The ways to look at a file of text, the chosen one marked. */
export function fileViews(visit: RepositoryVisit, { revision, file, isTwofold, chosen }: Views): Html {
  const at = { repository: visit.repository.name, revision, path: file.path }
  const usual = visit.to(routes.repository.files, at)
  const source = visit.to(routes.repository.files, at, { view: 'source' })
  return html`<div class="joined" role="group" aria-label="${visit.t('View')}">${
    isTwofold && view(visit.t('Shown'), usual, chosen === 'shown')
  }${view(visit.t('Source'), isTwofold ? source : usual, chosen === 'source')}${view(
    visit.t('Annotate'),
    annotateAddress(visit, revision, file.path),
    chosen === 'annotate',
    'b',
  )}</div>`
}

function view(text: string, href: string, isChosen: boolean, key = ''): Html {
  const more = [...(key ? [html` data-key="${key}"`] : []), ...(isChosen ? [html` aria-current="true"`] : [])]
  return html`<a class="button little" href="${href}"${more}>${text}</a>`
}
