import type { Block, Cell, Entry } from './block.ts'
import { coloured } from './code.ts'
import { writeContents } from './contents.ts'
import { type Names, makeNames } from './names.ts'
import { escapeMarkup, numberFootnotes, type Output } from './output.ts'
import { writePicture, writeText } from './write-text.ts'

/** A document as markup that is yet to be sanitised. */
export function writeDocument(blocks: readonly Block[], names: Names = makeNames()): string {
  const output: Output = {
    names,
    footnotes: numberFootnotes(names.footnotes),
    headings: blocks.filter(block => block.kind === 'heading'),
    substituted: { left: 10_000 },
    contents: { written: false },
  }
  return writeBlocks(output, blocks)
}

function writeBlocks(output: Output, blocks: readonly Block[]): string {
  const parts: string[] = []
  for (const [nth, block] of blocks.entries()) {
    const isEntries = block.kind === 'entries'
    if (isEntries && blocks[nth - 1]?.kind !== 'entries') parts.push('<dl>\n')
    parts.push(writeBlock(output, block))
    if (isEntries && blocks[nth + 1]?.kind !== 'entries') parts.push('</dl>\n')
  }
  return parts.join('')
}

function writeBlock(output: Output, block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${Math.min(6, block.level)}`
      return `<${tag} id="${escapeMarkup(block.id)}">${writeText(output, block.text)}</${tag}>\n`
    }
    case 'paragraph':
      return `<p>${writeText(output, block.text)}</p>\n`
    case 'rubric':
      return `<p><strong>${writeText(output, block.text)}</strong></p>\n`
    case 'literal':
      return `<pre><code>${coloured(block.text, block.language) ?? escapeMarkup(block.text)}</code></pre>\n`
    case 'quote':
      return writeQuote(output, block)
    case 'list':
      return writeList(output, block)
    case 'entries':
      return block.entries.map(entry => writeEntry(output, entry)).join('')
    case 'lines':
      return writeLines(output, block)
    case 'table':
      return writeTable(output, block)
    case 'figure':
      return writeFigure(output, block)
    case 'anchor':
      return `<span id="${escapeMarkup(block.id)}"></span>\n`
    case 'contents':
      return writeContents(output, block)
    case 'rule':
      return '<hr>\n'
  }
}

function writeLines(output: Output, { lines }: Block & { readonly kind: 'lines' }): string {
  const shown = lines.map(({ indent, text }) => '&nbsp;'.repeat(Math.min(40, indent)) + writeText(output, text))
  return `<p>${shown.join('<br>\n')}</p>\n`
}

function writeFigure(output: Output, { picture, caption }: Block & { readonly kind: 'figure' }): string {
  const below = caption.length > 0 ? `<figcaption>${writeBlocks(output, caption)}</figcaption>` : ''
  return `<figure>${writePicture(output, picture)}${below}</figure>\n`
}

function writeQuote(output: Output, { title, blocks, source }: Block & { readonly kind: 'quote' }): string {
  const above = title.length > 0 ? `<p><strong>${writeText(output, title)}</strong></p>\n` : ''
  const below = source.length > 0 ? `<p>${writeText(output, source)}</p>\n` : ''
  return `<blockquote>\n${above}${writeBlocks(output, blocks)}${below}</blockquote>\n`
}

/** A list of single paragraphs is written closely. */
function writeList(output: Output, { start, items }: Block & { readonly kind: 'list' }): string {
  const close = items.every(
    ([first, ...more]) => !first || (isClose(first) && more.every(block => block.kind === 'list')),
  )
  const shown = items
    .map(item => `<li>${close ? writeClosely(output, item) : writeBlocks(output, item)}</li>\n`)
    .join('')
  if (start === null) return `<ul>\n${shown}</ul>\n`
  return `<ol${start === 1 ? '' : ` start="${start}"`}>\n${shown}</ol>\n`
}

function isClose(block: Block): boolean {
  return block.kind === 'paragraph' || block.kind === 'list'
}

function writeClosely(output: Output, blocks: readonly Block[]): string {
  const [first, ...more] = blocks
  if (first?.kind !== 'paragraph') return writeBlocks(output, blocks)
  return writeText(output, first.text) + (more.length > 0 ? `\n${writeBlocks(output, more)}` : '')
}

function writeEntry(output: Output, { term, footnote, blocks }: Entry): string {
  const body = blocks.length === 1 && blocks[0] ? writeClosely(output, blocks) : writeBlocks(output, blocks)
  if (footnote === undefined) return `<dt>${writeText(output, term)}</dt>\n<dd>${body}</dd>\n`
  const label = escapeMarkup(`[${output.footnotes.shown(footnote)}]`)
  return `<dt id="fn_${footnote + 1}">${label}</dt>\n<dd>${body}</dd>\n`
}

function writeTable(output: Output, { caption, rows }: Block & { readonly kind: 'table' }): string {
  const above = caption.length > 0 ? `<p><strong>${writeText(output, caption)}</strong></p>\n` : ''
  const heads = rows.findIndex(row => !row.every(cell => cell.head))
  const split = heads < 0 ? rows.length : heads
  const head = rows.slice(0, split)
  const body = rows.slice(split)
  return `${above}<table>\n${writeRows(output, 'thead', head)}${writeRows(output, 'tbody', body)}</table>\n`
}

function writeRows(output: Output, tag: 'thead' | 'tbody', rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return ''
  const shown = rows.map(row => `<tr>${row.map(cell => writeCell(output, cell, tag)).join('')}</tr>\n`)
  return `<${tag}>\n${shown.join('')}</${tag}>\n`
}

function writeCell(output: Output, { head, columns, rows, blocks }: Cell, part: 'thead' | 'tbody'): string {
  const isHead = head && blocks.length > 0
  const tag = isHead ? 'th' : 'td'
  const scope = isHead && part === 'tbody' ? ' scope="row"' : ''
  const span = (columns > 1 ? ` colspan="${columns}"` : '') + (rows > 1 ? ` rowspan="${rows}"` : '')
  const body = blocks.length === 1 && blocks[0] ? writeClosely(output, blocks) : writeBlocks(output, blocks)
  return `<${tag}${scope}${span}>${body}</${tag}>`
}
