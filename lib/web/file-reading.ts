import { highlight } from '#markup/highlight.ts'
import type { Rendered } from '#markup/markup.ts'
import type { Line } from '#markup/runs.ts'
import type { FileAt } from '#vcs/repository.ts'
import { decodeText } from '#vcs/text.ts'
import { isDocument, readDocument } from './documents.ts'
import { kept } from './kept.ts'
import { pictureType } from './raw-types.ts'
import type { RepositoryVisit } from './visit.ts'

/** What a page shows of a file. `facts` are its encoding and line ends, in words. */
export type FileContent =
  | { readonly as: 'source'; readonly lines: readonly Line[]; readonly facts: readonly string[] }
  | { readonly as: 'document'; readonly rendered: Rendered; readonly facts: readonly string[] }
  | { readonly as: 'picture' | 'binary' | 'large' }

/** More is never shown on a page, asked for or not. */
const mostEver = 10_000_000

/** Whether a file can be seen in two ways: as its source, and as what that makes. */
export function hasTwoViews(name: string): boolean {
  return isDocument(name) || pictureType(name) === 'image/svg+xml'
}

/** Reads a file as far as a page shows it. `everything` lifts the limit of the configuration. */
export async function readContent(
  visit: RepositoryVisit,
  revision: string,
  file: FileAt,
  wanted: { readonly everything: boolean; readonly source: boolean },
): Promise<FileContent> {
  if (pictureType(file.name) && !(wanted.source && hasTwoViews(file.name))) return { as: 'picture' }
  const limit = wanted.everything ? mostEver : Math.min(visit.site.config.cutOffLimit ?? mostEver, mostEver)
  if (file.size >= limit) return { as: 'large' }
  const bytes = await file.bytes()
  const decoded = decodeText(bytes, visit.site.config.defaultEncoding)
  if (!decoded) return { as: 'binary' }
  const facts = factsOf(bytes, decoded.text, decoded.encoding)
  const rendered = wanted.source ? null : await readDocument(visit, revision, file, decoded.text)
  if (rendered) return { as: 'document', rendered, facts }
  const source = await kept(visit.site, { key: `source ${file.name} ${file.id}`, size: file.size }, async () => ({
    lines: await highlight(decoded.text, file.name),
  }))
  return { as: 'source', lines: source.lines, facts }
}

function factsOf(bytes: Uint8Array, text: string, encoding: string): readonly string[] {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const endings = [/\r\n/.test(text) && 'CRLF', /(?:^|[^\r])\n/.test(text) && 'LF'].filter(ending => ending !== false)
  return [encoding.toUpperCase() + (marked ? ' with BOM' : ''), endings.join(' and ')].filter(fact => fact !== '')
}
