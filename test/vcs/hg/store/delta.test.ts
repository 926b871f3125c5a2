import fc from 'fast-check'
import test from 'ava'
import { applyDeltas } from '../../../../lib/vcs/hg/store/delta.ts'

interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
}

function format(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(
    pieces.flatMap(({ start, end, text }) => {
      const head = Buffer.alloc(12)
      head.writeUInt32BE(start)
      head.writeUInt32BE(end, 4)
      head.writeUInt32BE(text.length, 8)
      return [head, Buffer.from(text)]
    }),
  )
}

/** Piece by piece, from the end. */
function apply(text: string, pieces: readonly Piece[]): string {
  return pieces.reduceRight(
    (result, { start, end, text: new_ }) => result.slice(0, start) + new_ + result.slice(end),
    text,
  )
}

/** Cuts the numbers into ranges of a text of this length, in order. */
function piecesFor(length: number, numbers: readonly number[], texts: readonly string[]): Piece[] {
  const cuts = numbers.map(number => number % (length + 1)).toSorted((a, b) => a - b)
  return texts.flatMap((text, index) => {
    const [start, end] = [cuts[index * 2], cuts[index * 2 + 1]]
    return start === undefined || end === undefined ? [] : [{ start, end, text }]
  })
}

const texts = fc.array(fc.stringMatching(/^[a-z]{0,8}$/), { maxLength: 5 })
const numbers = fc.array(fc.nat(), { minLength: 10, maxLength: 10 })

test('a chain of deltas does what they do one after the other', t => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z]{0,40}$/),
      fc.array(fc.tuple(numbers, texts), { maxLength: 9 }),
      (base, steps) => {
        let expected = base
        const deltas: Buffer[] = []
        for (const [cuts, parts] of steps) {
          const pieces = piecesFor(expected.length, cuts, parts)
          deltas.push(format(pieces))
          expected = apply(expected, pieces)
        }
        return applyDeltas(Buffer.from(base), deltas).toString() === expected
      },
    ),
    { numRuns: 500 },
  )
  t.pass()
})
