import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** Whether all may read a repository, as far as administrators want that to be seen. */
export function visibilityMark(visit: Visit, { private: isPrivate }: { readonly private: boolean }): Html | null {
  const { showPrivateIcon, showPublicIcon } = visit.settings
  if (isPrivate) {
    return showPrivateIcon ? html` <span class="label">${icon(visit, 'lock')}${visit.t('private')}</span>` : null
  }
  if (!showPublicIcon) return null
  const words = visit.t('public')
  return html` <span class="muted" title="${words}">${icon(visit, 'globe')}<span class="hidden">${words}</span></span>`
}
