import { type Labelled, parseLabels } from '#markup/labels.ts'
import { parseMessage } from '#markup/message.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import { messagePieces } from './message-pieces.ts'

/** What somebody wrote about a repository or group, with its labels where administrators want them to be seen. */
export function description(visit: Visit, text: string, repository?: string): readonly Html[] {
  const around = repository === undefined ? {} : { repository }
  const pieces: readonly Labelled[] = visit.settings.stylifyMetalabels ? parseLabels(text) : [{ kind: 'text', text }]
  return pieces.map(piece =>
    piece.kind === 'text'
      ? html`${messagePieces(visit, parseMessage(piece.text), around)}`
      : html`<span class="label">${labelled(visit, piece)}</span>`,
  )
}

function labelled(visit: Visit, piece: Exclude<Labelled, { kind: 'text' }>): Html {
  if (piece.kind === 'label') return html`${piece.text}`
  const href = piece.kind === 'link' ? piece.href : visit.to(routes.repository.summary, { repository: piece.name })
  return html`<a href="${href}" rel="noreferrer">${piece.text}</a>`
}
