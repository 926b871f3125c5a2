import type { Text } from './block.ts'

/** Running text without its markup. */
export function wordsOf(text: Text): string {
  return text
    .map(piece => {
      if (piece.kind === 'picture') return piece.picture.words
      if (piece.kind === 'footnote') return `[${piece.label}]`
      return piece.kind === 'substitution' ? piece.name : piece.text
    })
    .join('')
}
