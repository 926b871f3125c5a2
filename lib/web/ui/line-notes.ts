import type { Comment } from '#domain/comments.ts'
import type { ShownDiff } from '../diff-reading.ts'
import { type Html, html } from '../html.ts'
import type { RepositoryVisit } from '../visit.ts'
import { commentArticle, commentId } from './comment.ts'
import { fileId } from './diff.ts'
import type { Notes } from './diff-cells.ts'

/** Comments by the id of the number of their line: `f0n12`. */
export type LineNotes = ReadonlyMap<string, readonly Comment[]>

/** Those whose line the page shows. */
export function placeNotes(diff: ShownDiff, comments: readonly Comment[]): LineNotes {
  const cells = Map.groupBy(comments, ({ place }) => cellOf(diff, place))
  cells.delete(null)
  return cells as LineNotes // null was the only key that is no text
}

function cellOf({ files }: ShownDiff, place: Comment['place']): string | null {
  if (!place) return null
  const { path, side, line } = place
  const file = files.find(({ diff }) => diff.newPath === path || diff.oldPath === path)
  const shown = file?.hunks.flatMap(({ lines }) => lines) ?? []
  const isShown = shown.some(each => (side === 'new' ? each.new : each.old) === line)
  return file && isShown ? `${fileId(file.index, file.passed)}${side === 'new' ? 'n' : 'o'}${line}` : null
}

/** What stands below the lines of a diff. */
export function notesBelow(visit: RepositoryVisit, notes: LineNotes): Notes {
  return cell => {
    const comments = notes.get(cell) ?? []
    return comments.length > 0 && thread(visit, comments)
  }
}

function thread(visit: RepositoryVisit, comments: readonly Comment[]): Html {
  return html`<div class="thread">${comments.map(
    comment =>
      html`<div id="line-of-${commentId(comment)}">${commentArticle(visit, comment, { isQuoted: true })}</div>`,
  )}</div>`
}

/** From a comment to the line of the diff that it is about, where the page shows it. */
export function linePlace(visit: RepositoryVisit, notes: LineNotes): (comment: Comment) => Html | null {
  const shown = new Set([...notes.values()].flat().map(({ id }) => id))
  return ({ id, place }) => {
    if (!place) return null
    const text = visit.t('{path}, line {line}', { path: place.path, line: place.line })
    return shown.has(id) ? html`<a href="#line-of-${commentId({ id })}">${text}</a>` : html`${text}`
  }
}
