/** A line without its end, or its beginning. */
export interface CutLine {
  readonly bytes: Buffer
  /** So many bytes of it more were left out. */
  readonly left: number
}

/** More of a line nobody reads, and a page could not show it. */
export const longestLine = 16 * 1024

/** The lines of a text, as many at once as came together. */
export async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<readonly CutLine[]> {
  let rest: Buffer[] = []
  let length = 0
  function finish(end: Buffer): CutLine {
    const bytes = rest.length > 0 ? Buffer.concat([...rest, end]) : end
    const whole = length + end.length
    rest = []
    length = 0
    if (whole <= longestLine) return { bytes, left: 0 }
    const start = wholeSigns(bytes.subarray(0, longestLine))
    return { bytes: start, left: whole - start.length }
  }
  for await (const chunk of source) {
    const lines: CutLine[] = []
    let start = 0
    for (let newline = chunk.indexOf(10); newline >= 0; newline = chunk.indexOf(10, start)) {
      lines.push(finish(chunk.subarray(start, newline)))
      start = newline + 1
    }
    const begun = chunk.subarray(start)
    if (length <= longestLine && begun.length > 0) rest.push(begun)
    length += begun.length
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [finish(Buffer.alloc(0))]
}

/** Without what is only the beginning of a sign in UTF-8. */
function wholeSigns(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}
