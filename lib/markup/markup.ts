import type { Place } from './links.ts'
import { parseMessage, type Piece } from './message.ts'
import { ask } from './worker.ts'

/** A document made ready to be shown: sanitised markup, or plain text in which addresses were found. */
export type Rendered =
  | { readonly as: 'markup'; readonly markup: string }
  | { readonly as: 'text'; readonly pieces: readonly Piece[] }

interface Document {
  readonly name: string
  readonly text: string
  readonly place: Place
  /** The highest heading it may have on the page it is shown on. */
  readonly topHeading: number
}

/** Longer documents are shown as plain text. */
const longest = 1_000_000

/** By Kallithea's rule for the readme: these letters anywhere in its name. */
export function isMarkdownReadme(name: string): boolean {
  return /md|mkd|mkdn|mdown|markdown/i.test(name)
}

/** Whether a file anywhere in a repository is Markdown, by its ending alone. */
export function isMarkdownFile(name: string): boolean {
  return /\.(?:md|mkd|mkdn|mdown|markdown)$/i.test(name)
}

/** By Kallithea's rule for the readme, where it is not Markdown by its name. */
export function isRstReadme(name: string): boolean {
  return /rst|rest/i.test(name)
}

/** Whether a file anywhere in a repository is reStructuredText, by its ending alone. */
export function isRstFile(name: string): boolean {
  return /\.(?:rst|rest)$/i.test(name)
}

export function renderMarkdownDocument(document: Omit<Document, 'name'>): Promise<Rendered> {
  return renderWith('markdown', document)
}

export function renderRstDocument(document: Omit<Document, 'name'>): Promise<Rendered> {
  return renderWith('rst', document)
}

async function renderWith(what: 'markdown' | 'rst', document: Omit<Document, 'name'>): Promise<Rendered> {
  const { text, place, topHeading } = document
  if (text.length > longest) return renderPlain(text)
  const markup = await ask({ what, text, options: { place, topHeading } })
  return typeof markup === 'string' ? { as: 'markup', markup } : renderPlain(text)
}

/** A readme by its name: Markdown, reStructuredText, else plain text. */
export function renderReadme({ name, ...document }: Document): Promise<Rendered> | Rendered {
  if (isMarkdownReadme(name)) return renderMarkdownDocument(document)
  return isRstReadme(name) ? renderRstDocument(document) : renderPlain(document.text)
}

function renderPlain(text: string): Rendered {
  return {
    as: 'text',
    pieces: parseMessage(text).map(piece => (piece.kind === 'link' ? piece : { kind: 'text', text: piece.text })),
  }
}
