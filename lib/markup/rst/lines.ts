/** Lines without line ends, tabs and blanks at their ends. NUL, which marks what was escaped, is not among them. */
export function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '\ufffd')
    .split(/\r\n|\r|\n/)
    .map(line => expandTabs(line.trimEnd().replace(/[\f\v]/g, ' ')))
}

export function indentOf(line: string): number {
  let indent = 0
  while (line[indent] === ' ') indent++
  return indent
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line === ''
}

/** Whether there is a line, and it begins with a blank. */
export function isIndented(line: string | undefined): boolean {
  return line?.[0] === ' '
}

export interface Taken {
  readonly lines: readonly string[]
  readonly next: number
}

/** The lines from `at` on that are empty or indented by at least `least`; without that indent and empty ones around. */
export function takeIndented(lines: readonly string[], at: number, least = 1): Taken {
  let next = at
  let end = at
  for (; next < lines.length; next++) {
    const line = lines[next] ?? ''
    if (line === '') continue
    if (indentOf(line) < least) break
    end = next + 1
  }
  return { lines: withoutEmptyEnds(lines.slice(at, end)).map(line => line.slice(least)), next: end }
}

/** The same, without the indent that all of them have. */
export function takeBlock(lines: readonly string[], at: number): Taken {
  const taken = takeIndented(lines, at)
  return { lines: dedent(taken.lines), next: taken.next }
}

/** What begins on the line of a mark of `width` columns and goes on below, indented as deep. */
export function takeItem(lines: readonly string[], at: number, width: number): Taken {
  const rest = takeIndented(lines, at + 1, width)
  const gap = rest.lines.length > 0 && isBlank(lines[at + 1]) ? [''] : []
  const first = (lines[at] ?? '').slice(width)
  return { lines: withoutEmptyEnds([first, ...gap, ...rest.lines]), next: Math.max(at + 1, rest.next) }
}

/** The same where the lines below have any indent of their own. */
export function takeLoose(lines: readonly string[], at: number, width: number): Taken {
  const rest = takeBlock(lines, at + 1)
  const gap = rest.lines.length > 0 && isBlank(lines[at + 1]) ? [''] : []
  const first = (lines[at] ?? '').slice(width).trimStart()
  return { lines: [first, ...gap, ...rest.lines], next: Math.max(at + 1, rest.next) }
}

/** Lines up to the next empty one. */
export function takeParagraph(lines: readonly string[], at: number): Taken {
  let next = at
  while (next < lines.length && !isBlank(lines[next])) next++
  return { lines: lines.slice(at, next), next }
}

export function dedent(lines: readonly string[]): readonly string[] {
  let indent = Infinity
  for (const line of lines) if (line !== '') indent = Math.min(indent, indentOf(line))
  return indent === 0 || indent === Infinity ? lines : lines.map(line => line.slice(indent))
}

export function withoutEmptyEnds(lines: readonly string[]): readonly string[] {
  let from = 0
  let to = lines.length
  while (from < to && lines[from] === '') from++
  while (to > from && lines[to - 1] === '') to--
  return lines.slice(from, to)
}

function expandTabs(line: string): string {
  if (!line.includes('\t')) return line
  let column = 0
  const parts = line.split('\t').map((part, nth, all) => {
    column += part.length
    if (nth === all.length - 1) return part
    const gap = 8 - (column % 8)
    column += gap
    return part + ' '.repeat(gap)
  })
  return parts.join('')
}
