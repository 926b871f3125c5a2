import type { GistRow } from '#db/gists.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'

/** Who may read a gist, and how long it lasts. */
export function gistMarks(visit: Visit, { kind, expires }: Pick<GistRow, 'kind' | 'expires'>): Html {
  const who = kind === 'public' ? visit.t('public') : visit.t('private: anybody with the address can read it')
  return html`${who} · ${expires ? html`${visit.t('expires')} ${age(visit, expires)}` : visit.t('does not expire')}`
}
