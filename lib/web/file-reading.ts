import { highlight } from '#markup/highlight.ts'
import type { Rendered } from '#markup/markup.ts'
import type { FileAt } from '#vcs/repository.ts'
import { type Decoded as DecodedText, decodeText } from '#vcs/text.ts'
import { type Code, makeCode, sizeOfCode } from './code.ts'
import { isDocument, readDocument } from './documents.ts'
import { encodingLabel } from './encoding-label.ts'
import { kept } from './kept.ts'
import { longestPointer, parsePointer, type Pointer } from './pointer.ts'
import { type Medium, mediumOf, pictureType } from './raw-types.ts'
import { type RenderedTable, renderTable } from './rendered-table.ts'
import { isTable, parseTable } from './value-table.ts'
import type { RepositoryVisit } from './visit.ts'

/** What a page shows of a file. `facts` are its encoding and line ends, in words. */
export type FileContent =
  | { readonly as: 'source'; readonly code: Code; readonly facts: readonly string[] }
  | { readonly as: 'document'; readonly rendered: Rendered; readonly facts: readonly string[] }
  | { readonly as: 'table'; readonly table: RenderedTable; readonly facts: readonly string[] }
  | { readonly as: 'pointer'; readonly pointer: Pointer }
  | { readonly as: Medium | 'binary' | 'large' }

/** More is never shown on a page, asked for or not. */
const mostEver = 10_000_000

/** Whether a file can be seen in two ways: as its source, and as what that makes. */
export function hasTwoViews(name: string): boolean {
  return isDocument(name) || isTable(name) || pictureType(name) === 'image/svg+xml'
}

/** Reads a file as far as a page shows it. `everything` lifts the limit of the configuration. */
export async function readContent(
  visit: RepositoryVisit,
  revision: string,
  file: FileAt,
  wanted: { readonly everything: boolean; readonly source: boolean },
): Promise<FileContent> {
  const limit = wanted.everything ? mostEver : usualLimit(visit)
  const pointer = await findPointer(file)
  if (pointer && !wanted.source) return { as: 'pointer', pointer }
  const shown = pointer || (wanted.source && hasTwoViews(file.name)) ? null : mediumOf(file.name)
  if (shown) return { as: shown.medium }
  if (!wanted.source && file.size < limit) {
    if (isDocument(file.name)) return readAsDocument(visit, revision, file)
    if (isTable(file.name)) return readAsTable(visit, file)
  }
  return readSource(visit, file, limit)
}

async function findPointer(file: FileAt): Promise<Pointer | null> {
  if (file.size >= longestPointer) return null
  return parsePointer(file.path, (await file.bytes()).toString('latin1'))
}

/** The source of a file, if it has fewer bytes than these. */
export async function readSource(visit: Reading, file: FileAt, limit: number): Promise<FileContent> {
  if (file.size >= limit) return { as: 'large' }
  const read = async () => sourceOf(await decode(visit, file), file)
  return kept(visit.site, `source ${file.name} ${file.id}`, read, sizeOf)
}

/** From how many bytes on the configuration wants no file on a page. */
export function usualLimit({ site }: Reading): number {
  return Math.min(site.config.cutOffLimit ?? mostEver, mostEver)
}

type Reading = Pick<RepositoryVisit, 'site'>

interface Decoded {
  readonly text: string
  readonly facts: readonly string[]
}

/** Null for what is no text. */
async function decode({ site }: Reading, file: FileAt): Promise<Decoded | null> {
  const bytes = await file.bytes()
  const decoded = decodeText(bytes, site.config.defaultEncoding)
  return decoded && { text: decoded.text, facts: factsOf(decoded) }
}

async function sourceOf(decoded: Decoded | null, file: FileAt): Promise<FileContent> {
  if (!decoded) return { as: 'binary' }
  return { as: 'source', code: makeCode(await highlight(decoded.text, file.name)), facts: decoded.facts }
}

function sizeOf(content: FileContent): number {
  if (content.as === 'table') return content.table.rows.length
  return content.as === 'source' ? sizeOfCode(content.code) : 100
}

async function readAsDocument(visit: RepositoryVisit, revision: string, file: FileAt): Promise<FileContent> {
  const decoded = await decode(visit, file)
  const rendered = decoded && (await readDocument(visit, revision, file, decoded.text))
  return rendered ? { as: 'document', rendered, facts: decoded.facts } : sourceOf(decoded, file)
}

async function readAsTable(visit: Reading, file: FileAt): Promise<FileContent> {
  const read = async (): Promise<FileContent> => {
    const decoded = await decode(visit, file)
    const table = decoded && parseTable(decoded.text, file.name)
    return table ? { as: 'table', table: renderTable(table), facts: decoded.facts } : sourceOf(decoded, file)
  }
  return kept(visit.site, `table ${file.name} ${file.id}`, read, sizeOf)
}

function factsOf({ text, encoding, marked }: DecodedText): readonly string[] {
  const endings = [/\r\n/.test(text) && 'CRLF', /(?:^|[^\r])\n/.test(text) && 'LF'].filter(ending => ending !== false)
  return [encodingLabel(encoding, marked), endings.join(' and ')].filter(fact => fact !== '')
}
