import type { Code } from '../code.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** Numbered lines of source. */
export function codeTable(visit: Pick<Visit, 't'>, { rows }: Pick<Code, 'rows'>): Html {
  return html`<div class="scroll"><table class="code"><caption class="hidden">${visit.t('Source')}</caption>
<tbody>${rows}</tbody></table></div>`
}
