import type { Inline, Picture, Text } from './block.ts'
import { escapeMarkup, type Output } from './output.ts'
import { findAddress, findAnonymous } from './names.ts'

/** Substitutions stand in one another no deeper. */
const deepest = 4

/** Running text as markup. */
export function writeText(output: Output, text: Text, depth = 0): string {
  return text.map(piece => writePiece(output, piece, depth)).join('')
}

function writePiece(output: Output, piece: Inline, depth: number): string {
  switch (piece.kind) {
    case 'text':
      return escapeMarkup(piece.text)
    case 'mark':
      return `<${piece.tag}>${escapeMarkup(piece.text)}</${piece.tag}>`
    case 'anchor':
      return `<span id="${escapeMarkup(piece.id)}">${escapeMarkup(piece.text)}</span>`
    case 'picture':
      return writePicture(output, piece.picture)
    case 'footnote':
      return writeFootnote(output, piece.label, piece.nth)
    case 'substitution':
      return writeSubstitution(output, piece, depth)
    default:
      return linked(
        addressOf(output, piece),
        escapeMarkup(addressOf(output, piece) === null ? typedOf(piece) : piece.text),
      )
  }
}

export function writePicture(output: Output, { source, words, width, height, leads }: Picture): string {
  const size = (width && ` width="${width}"`) + (height && ` height="${height}"`)
  const image = `<img src="${escapeMarkup(source)}" alt="${escapeMarkup(words)}"${size}>`
  return linked(leads && addressOf(output, leads), image)
}

function addressOf({ names }: Output, piece: Inline): string | null {
  if (piece.kind === 'link') return piece.address
  if (piece.kind === 'reference') return findAddress(names, piece.name)
  return piece.kind === 'anonymous' ? findAnonymous(names, piece.nth) : null
}

function typedOf(piece: Inline): string {
  return piece.kind === 'reference' ? piece.typed : piece.kind === 'anonymous' ? piece.text : ''
}

function linked(address: string | null, inner: string): string {
  return address === null ? inner : `<a href="${escapeMarkup(address)}">${inner}</a>`
}

function writeFootnote(output: Output, label: string, nth: number): string {
  const found = output.footnotes.find(label, nth)
  if (found === null) return escapeMarkup(`[${label}]_`)
  const shown = escapeMarkup(`[${output.footnotes.shown(found)}]`)
  return `<sup class="footnote-ref"><a href="#fn_${found + 1}">${shown}</a></sup>`
}

/** A picture with a link of its own keeps it. */
function writeSubstitution(output: Output, piece: Inline & { readonly kind: 'substitution' }, depth: number): string {
  const text = output.names.substitutions.get(piece.name)
  if (!text || depth >= deepest || output.substituted.left <= 0) return escapeMarkup(piece.typed)
  output.substituted.left--
  const inner = writeText(output, text, depth + 1)
  output.substituted.left -= inner.length / 100
  return inner.includes('<a ') ? inner : linked(piece.leads && addressOf(output, piece.leads), inner)
}
