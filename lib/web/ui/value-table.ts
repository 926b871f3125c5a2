import { type Html, html } from '../html.ts'
import type { RenderedTable } from '../rendered-table.ts'
import type { Visit } from '../visit.ts'

/** The rows of a table; what there is more can be seen in its source. */
export function valueTable(visit: Pick<Visit, 't'>, { rows, count, shown }: RenderedTable, source: string): Html {
  return html`<div class="scroll"><table class="code values"><caption class="hidden">${visit.t('Content')}</caption>
${rows}</table></div>${
    shown < count &&
    html`<footer>${visit.t('The first {shown} of {count} rows.', { shown, count })}
<a href="${source}">${visit.t('All of them as source')}</a></footer>`
  }`
}
