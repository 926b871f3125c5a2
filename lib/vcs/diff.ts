// A diff in git's style, as both tools print it: `diff --git a/old b/new`, then lines of headers (modes, `rename
// from`, `index
// a..b mode`), then `--- a/old`, `+++ b/new` and hunks, or `Binary files … differ`, or `GIT binary patch` and its data.
import { parseName, parseNames, withoutPrefix } from './diff-names.ts'
import { type ByteDiff, type ByteHunk, decodeDiff, type ReadSides } from './diff-text.ts'
import { decodePath } from './path.ts'
import type { FileDiff } from './repository.ts'

export interface DiffReading {
  readonly encodings: readonly string[]
  /** plain: a name is never quoted, so that it may begin with a quote. */
  readonly names?: 'quoted' | 'plain'
  /** Of one file, and of all together; hunks beyond are counted and left out. */
  readonly cut?: { readonly lines: number; readonly bytes: number; readonly total: number }
  /** The files themselves: they tell the encoding, and may be text where the tool saw none. */
  readonly sides?: ReadSides
  /** Unchanged lines around a change, where the tool showed none itself. */
  readonly context?: number
  readonly ignoreWhitespace?: boolean
}

const usualCut = { lines: 20_000, bytes: 1024 * 1024, total: 100_000 }

/** File by file, as it comes. */
export async function* parseDiff(source: AsyncIterable<Buffer>, reading: DiffReading): AsyncGenerator<FileDiff> {
  let file: OpenFile | null = null
  let total = 0
  for await (const line of splitLines(source)) {
    if (file === null || (startsWith(line, 'diff --git ') && !file.isInHunk())) {
      if (file) yield decodeDiff(file.close(), reading)
      total += file?.shown() ?? 0
      file = startsWith(line, 'diff --git ') ? openFile(line, reading, total) : null
    } else file.take(line)
  }
  if (file) yield decodeDiff(file.close(), reading)
}

interface OpenFile {
  isInHunk(): boolean
  take(line: Buffer): void
  /** How many lines it shows. */
  shown(): number
  close(): ByteDiff
}

type Header = { -readonly [Key in keyof Omit<ByteDiff, 'hunks' | 'added' | 'removed' | 'cut'>]: ByteDiff[Key] }

function openFile(first: Buffer, { names, cut = usualCut }: DiffReading, before: number): OpenFile {
  const { oldPath, newPath } = parseNames(first.subarray('diff --git '.length))
  const header: Header = { operation: 'modified', oldPath, newPath, oldMode: null, newMode: null, binary: false }
  let hunks: ByteHunk[] = []
  let hunk: ByteHunk | null = null
  let oldLeft = 0
  let newLeft = 0
  let added = 0
  let removed = 0
  let lines = 0
  let bytes = 0
  let isCut = false

  function openHunk(line: Buffer): void {
    const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?/.exec(line.toString('latin1'))
    if (!match) return
    const [all, oldStart, oldLines = '1', newStart, newLines = '1'] = match
    oldLeft = Number(oldLines)
    newLeft = Number(newLines)
    hunk = {
      oldStart: Number(oldStart),
      oldLines: oldLeft,
      newStart: Number(newStart),
      newLines: newLeft,
      section: line.subarray(all.length),
      lines: [],
    }
    if (!isCut) hunks.push(hunk)
  }

  function takeLine(line: Buffer): void {
    const sign = line[0]
    if (sign === 0x5c) {
      const last = hunk?.lines.pop()
      if (last) hunk?.lines.push({ ...last, unended: true })
      return
    }
    const kind = sign === 0x2b ? 'added' : sign === 0x2d ? 'removed' : 'context'
    if (kind !== 'added') oldLeft--
    if (kind !== 'removed') newLeft--
    if (kind === 'added') added++
    if (kind === 'removed') removed++
    lines++
    bytes += line.length
    isCut ||= lines > cut.lines || bytes > cut.bytes || before + lines > cut.total
    if (isCut) hunks = []
    else hunk?.lines.push({ kind, text: line.subarray(1) })
  }

  return {
    isInHunk: () => oldLeft > 0 || newLeft > 0,
    shown: () => (isCut ? 0 : lines),
    take(line) {
      if (oldLeft > 0 || newLeft > 0 || (hunk && line[0] === 0x5c)) takeLine(line)
      else if (startsWith(line, '@@ -')) openHunk(line)
      else if (!hunk && !header.binary) takeHeader(header, line, names)
    },
    close: () => ({ ...header, added, removed, hunks, ...(isCut && { cut: true }) }),
  }
}

function takeHeader(header: Header, line: Buffer, names: DiffReading['names']): void {
  const value = (start: string): string => line.toString('latin1', start.length).trimEnd()
  const path = (start: string): string => parseName(line.subarray(start.length))
  const moved = (start: string): string => (names === 'plain' ? decodePath(line.subarray(start.length)) : path(start))
  if (startsWith(line, 'old mode ')) header.oldMode = value('old mode ')
  else if (startsWith(line, 'new mode ')) header.newMode = value('new mode ')
  else if (startsWith(line, 'new file mode ')) {
    header.operation = 'added'
    header.newMode = value('new file mode ')
  } else if (startsWith(line, 'deleted file mode ')) {
    header.operation = 'removed'
    header.oldMode = value('deleted file mode ')
  } else if (startsWith(line, 'rename from ')) {
    header.operation = 'renamed'
    header.oldPath = moved('rename from ')
  } else if (startsWith(line, 'rename to ')) header.newPath = moved('rename to ')
  else if (startsWith(line, 'copy from ')) {
    header.operation = 'copied'
    header.oldPath = moved('copy from ')
  } else if (startsWith(line, 'copy to ')) header.newPath = moved('copy to ')
  else if (startsWith(line, 'index ')) {
    const [, mode] = / (\d{6})$/.exec(value('index ')) ?? []
    if (mode) header.oldMode = header.newMode = mode
  } else if (startsWith(line, 'Binary file') || startsWith(line, 'GIT binary patch')) header.binary = true
  else if (startsWith(line, '--- ') && header.operation === 'removed')
    header.oldPath = header.newPath = withoutPrefix(path('--- '))
  else if (startsWith(line, '+++ ') && header.operation !== 'removed') {
    header.newPath = withoutPrefix(path('+++ '))
    if (header.operation === 'added' || header.operation === 'modified') header.oldPath = header.newPath
  }
}

function startsWith(line: Buffer, text: string): boolean {
  return line.length >= text.length && line.toString('latin1', 0, text.length) === text
}

/** Lines without their ends. */
async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of source) {
    let start = 0
    for (let newline = chunk.indexOf(10); newline >= 0; newline = chunk.indexOf(10, start)) {
      const line = chunk.subarray(start, newline)
      yield rest.length ? Buffer.concat([...rest, line]) : line
      rest = []
      start = newline + 1
    }
    if (start < chunk.length) rest.push(chunk.subarray(start))
  }
  if (rest.length) yield Buffer.concat(rest)
}
