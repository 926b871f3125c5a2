/*
 * A delta of a revlog: { u32 start, u32 end, u32 length, bytes[length] }*, big end first, in order:
 * what stands from start to end of the base is replaced by these bytes.
 */

interface Piece {
  readonly start: number
  readonly end: number
  readonly length: number
  readonly source: Buffer
  readonly at: number
}

/** A text from its base and the deltas that follow each other. */
export function applyDeltas(base: Buffer, deltas: readonly Buffer[]): Buffer {
  if (deltas.length === 0) return base
  const pieces = fold(deltas, 0, deltas.length)
  const size = pieces.reduce((sum, { start, end, length }) => sum + length - (end - start), base.length)
  const text = Buffer.allocUnsafe(size)
  let written = 0
  let read = 0
  for (const { start, end, length, source, at } of pieces) {
    written += base.copy(text, written, read, start)
    written += source.copy(text, written, at, at + length)
    read = end
  }
  base.copy(text, written, read)
  return text
}

function decode(delta: Buffer): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < delta.length; ) {
    const length = delta.readUInt32BE(at + 8)
    pieces.push({ start: delta.readUInt32BE(at), end: delta.readUInt32BE(at + 4), length, source: delta, at: at + 12 })
    at += 12 + length
  }
  return pieces
}

/** Long chains are put together pairwise, so that the text is copied once. */
function fold(deltas: readonly Buffer[], from: number, to: number): Piece[] {
  if (to - from === 1) return decode(deltas[from] ?? Buffer.alloc(0))
  const middle = (from + to) >> 1
  return combine(fold(deltas, from, middle), fold(deltas, middle, to))
}

/** One delta that does what `first` and then `second` do. */
function combine(first: Piece[], second: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let next = 0
  let offset = 0
  // Moves over what `first` makes, up to `cut` in its result; a piece across the cut is cut in two.
  const moveTo = (cut: number, keep: boolean): number => {
    for (let piece = first[next]; piece && piece.start + offset < cut; piece = first[next]) {
      const { start, end, length, source, at } = piece
      if (start + offset + length <= cut) {
        offset += length - (end - start)
        if (keep) out.push(piece)
        next++
        continue
      }
      const left = Math.min(cut - offset, end)
      const taken = Math.min(cut - offset - start, length)
      offset += start + taken - left
      if (keep) out.push({ start, end: left, length: taken, source, at })
      first[next] = { start: left, end, length: length - taken, source, at: at + taken }
      break
    }
    return offset
  }
  for (const piece of second) {
    const start = piece.start - moveTo(piece.start, true)
    const end = piece.end - moveTo(piece.end, false)
    out.push({ ...piece, start, end })
  }
  return [...out, ...first.slice(next)]
}
