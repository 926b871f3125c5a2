import type { Rendered } from '#markup/markup.ts'
import { type Html, html, trusted } from '../html.ts'
import type { Visit } from '../visit.ts'
import { messagePieces } from './message-pieces.ts'

/** A rendered readme or document. */
export function markup(visit: Visit, rendered: Rendered): Html {
  if (rendered.as === 'text') return html`<div class="message">${messagePieces(visit, rendered.pieces)}</div>`
  return html`<div class="markup">${trusted(rendered.markup)}</div>` // passed the allow-list of markup/sanitize.ts
}
