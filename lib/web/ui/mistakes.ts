import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** Sentences by the name of the field. */
export type Mistakes = ReadonlyMap<string, string>

/** The title of the window, which says first that something is wrong, and with how many fields. */
export function titleWith(visit: Visit, title: string, { size }: Mistakes): string {
  if (size === 0) return title
  return `${size === 1 ? visit.t('Error') : visit.t('{size} errors', { size })} · ${title}`
}

/** Above a form with several mistakes: the way to each. Where there is one alone, its field has the focus instead. */
export function mistakeSummary(visit: Visit, mistakes: Mistakes): Html | null {
  if (mistakes.size < 2) return null
  return html`<div class="notice bad" tabindex="-1" autofocus>${icon(visit, 'circle-alert')}<div class="grow">
<strong>${visit.t('Nothing was saved.')}</strong>
<ul>${[...mistakes].map(
    ([name, sentence]) => html`<li><a href="#${name}">${visit.t(sentence)}</a></li>
`,
  )}</ul></div></div>`
}
