import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** What is copied: the content of an element of the page, a text, or the lasting address of the page and its lines. */
type Source = { readonly element: string } | { readonly text: string } | 'address'

/** A button that copies; without script there is none. */
export function copyButton(visit: Visit, source: Source, label: string, size = 'quiet'): Html {
  const data = source === 'address' ? html`data-address` : dataOf(source)
  return html`<button class="button${size && ` ${size}`} script" type="button" ${data} aria-label="${label}">
${icon(visit, 'copy')}</button>`
}

function dataOf(source: Exclude<Source, 'address'>): Html {
  return 'text' in source ? html`data-text="${source.text}"` : html`data-copy="${source.element}"`
}
