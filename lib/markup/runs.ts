/** A piece of a line in one colour: `kind` is the highlighter's class without its prefix, '' for none. */
export interface Run {
  readonly kind: string
  readonly text: string
}

export type Line = readonly Run[]

/** Lines of a text without colours. A carriage return before a line's end is dropped. */
export function plainLines(text: string): readonly Line[] {
  return splitLines(text).map(line => (line === '' ? [] : [{ kind: '', text: line }]))
}

/** A last line end opens no further line. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split('\n').map(line => (line.endsWith('\r') ? line.slice(0, -1) : line))
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Reads what highlight.js writes: text, its five entities, and spans that may nest and cross lines. */
export function parseRuns(markup: string): readonly Line[] {
  const kinds: string[] = []
  const lines: Run[][] = [[]]
  for (const [, open, close, text] of markup.matchAll(/<span class="([^"]*)">|(<\/span>)|([^<]+)/g)) {
    if (open !== undefined) kinds.push(kindOf(open))
    else if (close) kinds.pop()
    else if (text) addText(lines, kinds.at(-1) ?? '', decodeEntities(text))
  }
  if (lines.at(-1)?.length === 0) lines.pop()
  return lines
}

function addText(lines: Run[][], kind: string, text: string): void {
  for (const [index, part] of text.split('\n').entries()) {
    if (index > 0) lines.push([])
    const last = lines.at(-1)
    const shown = part.endsWith('\r') ? part.slice(0, -1) : part
    if (last && shown) last.push({ kind, text: shown })
  }
}

/**
 * Where the runs of a text are, without the text: it costs little to send from one thread to another. For each line how
 * many runs it has, and for each of these its kind and its length.
 */
export interface Marks {
  readonly kinds: readonly string[]
  readonly numbers: Uint32Array<ArrayBuffer>
}

export function packLines(lines: readonly Line[]): Marks {
  const kinds = new Map<string, number>()
  const numbers: number[] = []
  for (const line of lines) {
    numbers.push(line.length)
    for (const { kind, text } of line) {
      const number = kinds.get(kind) ?? kinds.size
      kinds.set(kind, number)
      numbers.push(number, text.length)
    }
  }
  return { kinds: [...kinds.keys()], numbers: Uint32Array.from(numbers) }
}

/** The lines of the text that the marks are of; what does not fit its marks has no colours. */
export function unpackLines(text: string, { kinds, numbers }: Marks): readonly Line[] {
  let at = 0
  return splitLines(text).map(line => {
    const runs: Run[] = []
    let start = 0
    for (let left = numbers[at++] ?? 0; left > 0; left--) {
      const kind = kinds[numbers[at++] ?? 0] ?? ''
      const end = start + (numbers[at++] ?? 0)
      runs.push({ kind, text: line.slice(start, end) })
      start = end
    }
    return start === line.length ? runs : [{ kind: '', text: line }]
  })
}

/** Arguments and what stands in a string's braces look like code; a language within another has its own kinds. */
function kindOf(classes: string): string {
  if (!classes.startsWith('h-')) return ''
  return /^h-(?:params|subst|punctuation|function|class)\b/.test(classes) ? '' : classes.slice(2)
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, entity => entities[entity] ?? entity)
}
