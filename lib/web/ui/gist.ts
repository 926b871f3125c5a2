import type { GistRow } from '#db/gists.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { age } from './age.ts'

/** Since when a gist is there, for how long, and who may read it. */
export function gistMarks(visit: Visit, { kind, createdOn, expires }: GistRow): Html {
  const who = kind === 'public' ? visit.t('public') : visit.t('anybody with the address can read it')
  const end = expires ? html`${visit.t('expires')} ${age(visit, expires)}` : html`${visit.t('does not expire')}`
  return html`${visit.t('created')} ${age(visit, createdOn)} · ${who} · ${end}`
}
