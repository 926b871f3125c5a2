// A diff in git's style, as both tools print it: `diff --git a/old b/new`, then lines of headers (modes, `rename
// from`, `index
// a..b mode`), then `--- a/old`, `+++ b/new` and hunks, or `Binary files … differ`, or `GIT binary patch` and its data.
import { parseName, parseNames, withoutPrefix } from './diff-names.ts'
import { type ByteDiff, type ByteHunk, decodeDiff, type ReadSides } from './diff-text.ts'
import type { DiffLine, FileDiff } from './file-diff.ts'
import { type CutLine, splitLines } from './lines.ts'
import { decodePath } from './path.ts'
import type { DiffPart } from './repository.ts'

export interface DiffReading {
  readonly encodings: readonly string[]
  /** plain: a name is never quoted, so that it may begin with a quote. */
  readonly names?: 'quoted' | 'plain'
  /** All of it unless told; then lines beyond `mostKept` are counted and left out. */
  readonly part?: DiffPart
  /** The files themselves: they tell the encoding, and may be text where the tool saw none. */
  readonly sides?: ReadSides
  /** Unchanged lines around a change, where the tool showed none itself. */
  readonly context?: number
  readonly ignoreWhitespace?: boolean
}

/** Bytes of the lines of a diff that is read to its end: nobody looks at more of them, and memory has an end. */
const mostKept = 4 * 1024 * 1024

/** What counts for each line beside its text. */
const lineCost = 20

/** File by file, as it comes. What is left out of a file is not in its hunks, and the file is marked as cut. */
export async function* parseDiff(source: AsyncIterable<Buffer>, reading: DiffReading): AsyncGenerator<FileDiff> {
  const { part } = reading
  let file: OpenFile | null = null
  let kept = 0
  for await (const lines of splitLines(source)) {
    for (const line of lines) {
      if (file === null || (startsWith(line.bytes, 'diff --git ') && !file.isInHunk())) {
        if (file) yield decodeDiff(file.close(), reading)
        kept += file?.kept() ?? 0
        const room = (part?.bytes ?? mostKept) - kept
        const skip: number = file === null ? (part?.skip ?? 0) : 0
        file = startsWith(line.bytes, 'diff --git ') ? openFile(line.bytes, reading, { room, skip }) : null
      } else file.take(line)
      if (!part || !file?.isCut()) continue
      yield decodeDiff(file.close(), reading)
      return
    }
  }
  if (file) yield decodeDiff(file.close(), reading)
}

interface OpenFile {
  isInHunk(): boolean
  isCut(): boolean
  take(line: CutLine): void
  /** What its lines cost. */
  kept(): number
  close(): ByteDiff
}

type OpenHunk = { -readonly [Key in keyof ByteHunk]: ByteHunk[Key] }

type Header = { -readonly [Key in keyof Omit<ByteDiff, 'hunks' | 'added' | 'removed' | 'cut'>]: ByteDiff[Key] }

interface Window {
  /** What its lines may cost. */
  readonly room: number
  /** So many lines are left out first. */
  readonly skip: number
}

function openFile(first: Buffer, { names }: DiffReading, { room, skip }: Window): OpenFile {
  const { oldPath, newPath } = parseNames(first.subarray('diff --git '.length))
  const header: Header = { operation: 'modified', oldPath, newPath, oldMode: null, newMode: null, binary: false }
  const hunks: OpenHunk[] = []
  let hunk: OpenHunk | null = null
  let oldLeft = 0
  let newLeft = 0
  let added = 0
  let removed = 0
  let context = 0
  let kept = 0
  let isCut = room < 0

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
    hunks.push(hunk)
  }

  function takeLine({ bytes: line, left }: CutLine): void {
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
    if (kind === 'context') context++
    if (added + removed + context <= skip) return passBy(kind)
    isCut ||= kept > room
    if (isCut) return
    kept += line.length + lineCost
    hunk?.lines.push({ kind, text: line.subarray(1), ...(left > 0 && { left }) })
  }

  /** The hunk begins behind a line that is left out. */
  function passBy(kind: DiffLine['kind']): void {
    if (!hunk) return
    if (kind !== 'added') hunk.oldStart++
    if (kind !== 'removed') hunk.newStart++
  }

  return {
    isInHunk: () => oldLeft > 0 || newLeft > 0,
    isCut: () => isCut,
    kept: () => kept,
    take(line) {
      if (oldLeft > 0 || newLeft > 0 || (hunk && line.bytes[0] === 0x5c)) takeLine(line)
      else if (startsWith(line.bytes, '@@ -')) openHunk(line.bytes)
      else if (!hunk && !header.binary) takeHeader(header, line.bytes, names)
    },
    close() {
      const shown = hunks.filter(({ lines }) => lines.length > 0)
      const passed = Math.min(skip, added + removed + context)
      return { ...header, added, removed, hunks: shown, ...(passed > 0 && { passed }), ...(isCut && { cut: true }) }
    },
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
