import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'
import { type Mistakes, mistakeSummary } from './mistakes.ts'
import { tokenField } from './token-field.ts'

interface NewKey {
  /** Where it is sent. */
  readonly address: string
  readonly mistakes: Mistakes
  readonly fields: readonly Html[]
}

/** Adds a key to those of an account. */
export function newKeyForm(visit: Visit, { address, mistakes, fields }: NewKey): Html {
  return html`<section class="stack" aria-labelledby="new"><h2 id="new">${visit.t('New key')}</h2>
${mistakeSummary(visit, mistakes)}<form class="stack" method="post" action="${address}">${tokenField(visit)}
${fields}
<div class="bar"><button class="button primary" type="submit">${icon(visit, 'plus')}${visit.t('Add')}</button></div>
</form></section>`
}
