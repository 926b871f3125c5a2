import type { Piece } from '#markup/message.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'

interface Surroundings {
  /** Commit ids lead into this repository. */
  readonly repository?: string
  /** What leads nowhere by itself leads here. */
  readonly link?: string
}

/** The pieces of a message as markup, everything escaped, every link one that may be followed. */
export function messagePieces(visit: Visit, pieces: readonly Piece[], around: Surroundings = {}): readonly Html[] {
  return pieces.map(piece => shown(visit, piece, around))
}

function shown(visit: Visit, piece: Piece, { repository, link }: Surroundings): Html {
  if (piece.kind === 'link' || piece.kind === 'issue')
    return html`<a href="${piece.href}" rel="noreferrer">${piece.text}</a>`
  if (piece.kind === 'commit' && repository) {
    const href = visit.to(routes.repository.commit, { repository, revision: piece.text })
    return html`<a class="hash" href="${href}">${piece.text}</a>`
  }
  const marked = piece.kind === 'mention' || piece.kind === 'bold' ? html`<b>${piece.text}</b>` : html`${piece.text}`
  return link && piece.text.trim() !== '' ? html`<a href="${link}">${marked}</a>` : marked
}
