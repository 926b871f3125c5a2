import { highlightAll } from '#markup/highlight.ts'
import type { DiffLine, FileDiff, Hunk } from '#vcs/repository.ts'
import { type Colours, type Patience, type ShownHunk, showHunk } from './diff-lines.ts'

export interface ShownFile {
  readonly diff: FileDiff
  readonly hunks: readonly ShownHunk[]
  /** Its lines were left out: the page would have become too large. */
  readonly omitted: boolean
}

export interface ShownDiff {
  readonly files: readonly ShownFile[]
  readonly added: number
  readonly removed: number
  /** Something was left out that `fulldiff=1` would show. */
  readonly cut: boolean
  /** How many more files there are than a page lists. */
  readonly hidden: number
}

/** What no page can show, asked for or not: characters of all lines together. */
const mostEver = 8_000_000

/** More files are not listed. */
const mostFiles = 1000

/** Files behind so many characters are shown without colours: colouring is what takes longest. */
const mostColoured = 200_000

/** How much of a page is spent on comparing words, some tenths of a second; lines after that are marked as a whole. */
const mostCompared = 100_000_000

/** So many files are on their way to the thread that colours while others are compared. */
const ahead = 4

/** Reads a diff to its end and keeps what a page shows: lines up to `limit` characters, then names and numbers. */
export async function readDiff(diffs: AsyncIterable<FileDiff>, limit: number | null): Promise<ShownDiff> {
  const most = Math.min(limit ?? mostEver, mostEver)
  const files: ShownFile[] = []
  const waiting: ReadFile[] = []
  const patience = { left: mostCompared }
  let size = 0
  let hidden = 0
  let [added, removed] = [0, 0]
  for await (const diff of diffs) {
    added += diff.added
    removed += diff.removed
    if (files.length + waiting.length >= mostFiles) {
      hidden++
      continue
    }
    size += sizeOf(diff)
    const omitted = size > most || diff.cut === true
    waiting.push({ diff, omitted, colours: omitted || size > mostColoured ? null : readColours(diff) })
    if (waiting.length > ahead) files.push(...(await showFiles(waiting.splice(0, 1), patience)))
  }
  files.push(...(await showFiles(waiting, patience)))
  return { files, added, removed, hidden, cut: files.some(file => file.omitted) }
}

function sizeOf(diff: FileDiff): number {
  return diff.hunks.reduce((sum, hunk) => hunk.lines.reduce((lines, line) => lines + line.text.length + 1, sum), 0)
}

interface ReadFile {
  readonly diff: FileDiff
  readonly omitted: boolean
  /** For each hunk those of its lines; null where there are none. */
  readonly colours: Promise<readonly Colours[]> | null
}

async function showFiles(read: readonly ReadFile[], patience: Patience): Promise<readonly ShownFile[]> {
  const files: ShownFile[] = []
  for (const { diff, omitted, colours } of read) {
    const known = (await colours) ?? []
    const hunks = omitted ? [] : diff.hunks.map((hunk, index) => showHunk(hunk, known[index] ?? [], patience))
    files.push({ diff: omitted ? { ...diff, hunks: [] } : diff, hunks, omitted })
  }
  return files
}

/** Both sides by themselves, so that a comment that one of them opens does not cover the other. */
async function readColours({ hunks, newPath }: FileDiff): Promise<readonly Colours[]> {
  const texts = [sideOf(hunks, 'added'), sideOf(hunks, 'removed')]
  const [before = [], after = []] = await highlightAll(texts, newPath)
  const next = { before: 0, after: 0 }
  return hunks.map(hunk =>
    hunk.lines.map(({ kind }) => {
      const own = kind === 'added' ? undefined : before[next.before++]
      return kind === 'removed' ? own : after[next.after++]
    }),
  )
}

/** The text of all hunks as it was before, or is after: without the lines of the other kind. */
function sideOf(hunks: readonly Hunk[], without: DiffLine['kind']): string {
  return hunks.flatMap(hunk => hunk.lines.filter(line => line.kind !== without).map(line => `${line.text}\n`)).join('')
}
