import type { RequestComment } from '#domain/pull-requests.ts'
import type { DiffChoices } from '../diff-choices.ts'
import { type Html, html } from '../html.ts'
import type { RequestedChange } from '../request-reading.ts'
import type { RepositoryVisit } from '../visit.ts'
import { commentArticle, commentId } from './comment.ts'
import { type DiffLinks, fileId, renderDiff } from './diff.ts'
import { diffTools } from './diff-tools.ts'
import { filesAddress } from './folder.ts'
import { shownDiff } from './shown-diff.ts'

/** The files that would change, with what was said of their lines below these. */
export function requestDiff(
  visit: RepositoryVisit,
  { diff, choices, source, ancestor, head }: RequestedChange,
  notes: RequestNotes,
  to: (choices: DiffChoices) => string,
): Html {
  const links: DiffLinks = {
    before: ({ operation, oldPath }) =>
      operation === 'added' || !ancestor ? null : filesAddress(source, ancestor, oldPath),
    after: ({ operation, newPath }) => (operation === 'removed' ? null : filesAddress(source, head, newPath)),
    everything: choices.everything ? null : to({ ...choices, everything: true }),
  }
  const rendered = renderDiff(visit, diff, choices.layout, cell => {
    const comments = notes.get(cell) ?? []
    return comments.length > 0 && thread(visit, comments)
  })
  return html`${diffTools(visit, rendered, choices, { to, texts: [] })}
${shownDiff(visit, rendered, links)}`
}

function thread(visit: RepositoryVisit, comments: readonly RequestComment[]): Html {
  return html`<div class="thread">${comments.map(
    comment =>
      html`<div id="line-of-${commentId(comment)}">${commentArticle(visit, comment, { isQuoted: true })}</div>`,
  )}</div>`
}

/** Comments by the id of the number of their line: `f0n12`. */
export type RequestNotes = ReadonlyMap<string, readonly RequestComment[]>

/** Those whose line the page shows. */
export function placeNotes({ diff }: RequestedChange, comments: readonly RequestComment[]): RequestNotes {
  const cells = Map.groupBy(comments, ({ place }) => cellOf(diff, place))
  cells.delete(null)
  return cells as RequestNotes // null was the only key that is no text
}

function cellOf({ files }: RequestedChange['diff'], place: RequestComment['place']): string | null {
  if (!place) return null
  const { path, side, line } = place
  const index = files.findIndex(({ diff }) => diff.newPath === path || diff.oldPath === path)
  const shown = files[index]?.hunks.flatMap(({ lines }) => lines) ?? []
  const isShown = shown.some(each => (side === 'new' ? each.new : each.old) === line)
  return isShown ? `${fileId(index)}${side === 'new' ? 'n' : 'o'}${line}` : null
}
