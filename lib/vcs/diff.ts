// A diff in git's style, as both tools print it: `diff --git a/old b/new`, then lines of headers (modes, `rename
// from`, `index
// a..b mode`), then `--- a/old`, `+++ b/new` and hunks, or `Binary files … differ`, or `GIT binary patch` and its data.
// git quotes odd names as C does; Mercurial never quotes. Both put a tab after a name with blanks in `---` and `+++`.
import { isUtf8 } from 'node:buffer'
import { decodePath } from './path.ts'
import type { DiffLine, FileDiff, Hunk } from './repository.ts'
import { decodeAnyway } from './text.ts'

export interface DiffReading {
  readonly encodings: readonly string[]
  /** plain: a name is never quoted, so that it may begin with a quote. */
  readonly names?: 'quoted' | 'plain'
  /** Of one file, and of all together; hunks beyond are counted and left out. */
  readonly cut?: { readonly lines: number; readonly bytes: number; readonly total: number }
}

const usualCut = { lines: 20_000, bytes: 1024 * 1024, total: 100_000 }

/** File by file, as it comes. */
export async function* parseDiff(source: AsyncIterable<Buffer>, reading: DiffReading): AsyncGenerator<FileDiff> {
  let file: OpenFile | null = null
  let total = 0
  for await (const line of splitLines(source)) {
    if (file === null || (startsWith(line, 'diff --git ') && !file.isInHunk())) {
      if (file) yield file.close()
      total += file?.shown() ?? 0
      file = startsWith(line, 'diff --git ') ? openFile(line, reading, total) : null
    } else file.take(line)
  }
  if (file) yield file.close()
}

interface OpenFile {
  isInHunk(): boolean
  take(line: Buffer): void
  /** How many lines it shows. */
  shown(): number
  close(): FileDiff
}

interface OpenHunk extends Omit<Hunk, 'lines'> {
  readonly lines: DiffLine[]
}

type Header = { -readonly [Key in keyof Omit<FileDiff, 'hunks' | 'added' | 'removed' | 'cut'>]: FileDiff[Key] }

function openFile(first: Buffer, { encodings, names, cut = usualCut }: DiffReading, before: number): OpenFile {
  const { oldPath, newPath } = parseNames(first.subarray('diff --git '.length))
  const header: Header = { operation: 'modified', oldPath, newPath, oldMode: null, newMode: null, binary: false }
  const known = [...encodings, 'windows-1252']
  let hunks: OpenHunk[] = []
  let hunk: OpenHunk | null = null
  let oldLeft = 0
  let newLeft = 0
  let added = 0
  let removed = 0
  let lines = 0
  let bytes = 0
  let isCut = false

  function openHunk(line: Buffer): void {
    const text = isUtf8(line) ? line.toString() : decodeAnyway(line, known)
    const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/s.exec(text)
    if (!match) return
    const [, oldStart, oldLines = '1', newStart, newLines = '1', section = ''] = match
    oldLeft = Number(oldLines)
    newLeft = Number(newLines)
    hunk = {
      oldStart: Number(oldStart),
      oldLines: oldLeft,
      newStart: Number(newStart),
      newLines: newLeft,
      section,
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
    else hunk?.lines.push({ kind, text: decodeAnyway(line.subarray(1), known) })
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

function withoutPrefix(path: string): string {
  return path.replace(/^[ab]\//, '')
}

/** Both names of the first line. Unquoted they may hold blanks: without a rename they are equal, so each is half. */
function parseNames(rest: Buffer): { oldPath: string; newPath: string } {
  if (rest[0] === 0x22) {
    const end = quotedEnd(rest)
    return {
      oldPath: withoutPrefix(parseName(rest.subarray(0, end))),
      newPath: withoutPrefix(parseName(rest.subarray(end + 1))),
    }
  }
  const half = (rest.length - 1) >> 1
  const old = withoutPrefix(decodePath(rest.subarray(0, half)))
  const now = withoutPrefix(parseName(rest.subarray(half + 1)))
  if (rest[half] === 0x20 && old === now) return { oldPath: old, newPath: now }
  const space = rest.indexOf(' b/') < 0 ? rest.indexOf(' "b/') : rest.indexOf(' b/')
  return {
    oldPath: withoutPrefix(decodePath(rest.subarray(0, space))),
    newPath: withoutPrefix(parseName(rest.subarray(space + 1))),
  }
}

function parseName(bytes: Buffer): string {
  if (bytes[0] === 0x22) return decodePath(unquote(bytes.subarray(1, quotedEnd(bytes) - 1)))
  const tab = bytes.indexOf(9)
  return decodePath(tab < 0 ? bytes : bytes.subarray(0, tab))
}

/** Behind the closing quote. */
function quotedEnd(bytes: Buffer): number {
  let at = 1
  while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1
  return at + 1
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

function unquote(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const plain = text.replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
    String.fromCharCode(code.length === 3 ? Number.parseInt(code, 8) : (escapes[code] ?? code.charCodeAt(0))),
  )
  return Buffer.from(plain, 'latin1')
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
