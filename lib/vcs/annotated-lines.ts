import type { AnnotatedLine, CommitId, LineOrigin } from './repository.ts'
import type { Decoded } from './text.ts'

interface Annotated {
  readonly bytes: Uint8Array
  readonly decoded: Decoded
  /** Of each line as the tool counts them. */
  readonly origins: readonly LineOrigin[]
  /** What was annotated. */
  readonly commit: CommitId
  readonly path: string
  /** Larger for what is newer. */
  readonly age: (id: CommitId) => number
}

/** The lines of a text, each with where the newest of its bytes were written. */
export function annotateLines({ bytes, decoded, origins, commit, path, age }: Annotated): AnnotatedLine[] {
  const lines = decoded.text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const places = decoded.encoding.startsWith('utf-16') ? wideLines(bytes, decoded.encoding) : null
  return lines.map((text, index) => {
    const [first = index, end = index + 1] = places?.[index] ?? []
    const own = origins.slice(first, end)
    const newest = own.length > 1 ? own.toSorted((one, two) => age(two.commit) - age(one.commit))[0] : own[0]
    return { ...(newest ?? { commit, path, line: index + 1 }), number: index + 1, text }
  })
}

/**
 * For each line of UTF-16 the lines that a tool counts in its bytes, as [first, behind the last]: the byte of a line
 * feed may be half of another letter, and the other half of a line's end stands on the next line.
 */
function wideLines(bytes: Uint8Array, encoding: string): readonly (readonly [number, number])[] {
  const [high, low] = encoding === 'utf-16be' ? [0, 1] : [1, 0]
  const places: [number, number][] = []
  let [first, line] = [0, 0]
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const isEnd = bytes[at + low] === 10 && bytes[at + high] === 0
    line += (bytes[at] === 10 ? 1 : 0) + (bytes[at + 1] === 10 ? 1 : 0)
    if (!isEnd) continue
    places.push([first, line])
    first = line
  }
  return [...places, [first, line + 1]]
}
