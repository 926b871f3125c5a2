import type { DiffChoices } from '../diff-choices.ts'
import { type Html, html } from '../html.ts'
import type { RequestedChange } from '../request-reading.ts'
import type { RepositoryVisit } from '../visit.ts'
import { renderDiff } from './diff.ts'
import { linksBetween } from './diff-links.ts'
import { diffTools, partLinks, sizesOf } from './diff-tools.ts'
import { type LineNotes, notesBelow } from './line-notes.ts'
import { shownDiff } from './shown-diff.ts'

/** The files that would change, with what was said of their lines below these. */
export function requestDiff(
  visit: RepositoryVisit,
  { diff, choices, source, ancestor, head }: RequestedChange,
  notes: LineNotes,
  to: (choices: DiffChoices) => string,
): Html {
  const before = ancestor ? { visit: source, commit: ancestor } : null
  const links = linksBetween(before, { visit: source, commit: head }, partLinks(choices, to))
  const rendered = renderDiff(visit, diff, { layout: choices.layout, notes: notesBelow(visit, notes) })
  return html`${diffTools(visit, sizesOf(rendered), choices, { to, texts: [] })}
${shownDiff(visit, rendered, links)}`
}
