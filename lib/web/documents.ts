import { findReadme } from '#domain/readmes.ts'
import {
  isMarkdownFile,
  isRstFile,
  renderMarkdownDocument,
  renderRstDocument,
  type Rendered,
  renderReadme,
} from '#markup/markup.ts'
import { decodeText } from '#vcs/text.ts'
import type { CommitId, Entry } from '#vcs/repository.ts'
import { kept } from './kept.ts'
import { routes } from './routes.ts'
import type { RepositoryVisit } from './visit.ts'

export interface Readme {
  readonly entry: Entry
  readonly rendered: Rendered
}

/** Larger ones are cut. */
const longestReadme = 1_000_000

/** The rendered readme of a commit; its links stay at the revision as the visitor called it. */
export async function readReadme(visit: RepositoryVisit, revision: string, commit: CommitId): Promise<Readme | null> {
  const entry = await findReadme(visit.vcs, commit)
  if (!entry) return null
  const place = placeOf(visit, revision, entry.path)
  const key = `readme ${place.pages} ${entry.path} ${entry.id}`
  const render = async () => {
    const file = await visit.vcs.file(commit, entry.path)
    const decoded = decodeText(await file.bytes(longestReadme), visit.site.config.defaultEncoding)
    return renderReadme({ name: entry.name, text: decoded?.text ?? '', place, topHeading: 3 })
  }
  return { entry, rendered: await kept(visit.site, key, render, sizeOf) }
}

function sizeOf(rendered: Rendered): number {
  if (rendered.as === 'markup') return rendered.markup.length
  return rendered.pieces.reduce((sum, piece) => sum + piece.text.length + 40, 0)
}

/** Whether a file is a text that is read better than its source. */
export function isDocument(name: string): boolean {
  return isMarkdownFile(name) || isRstFile(name)
}

/** A document as a page shows it; null for other files. */
export async function readDocument(
  visit: RepositoryVisit,
  revision: string,
  file: Pick<Entry, 'path' | 'name' | 'id' | 'size'>,
  text: string,
): Promise<Rendered | null> {
  if (!isDocument(file.name)) return null
  const render = isRstFile(file.name) ? renderRstDocument : renderMarkdownDocument
  const place = placeOf(visit, revision, file.path)
  const key = `document ${place.pages} ${file.path} ${file.id}`
  return kept(visit.site, key, () => render({ text, place, topHeading: 3 }), sizeOf)
}

function placeOf(visit: RepositoryVisit, revision: string, path: string) {
  const at = { repository: visit.repository.name, revision, path: '' }
  return {
    folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    pages: visit.to(routes.repository.files, at),
    bytes: visit.to(routes.repository.raw, at),
  }
}
