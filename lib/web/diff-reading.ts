import { highlight } from '#markup/highlight.ts'
import { type Line, plainLines } from '#markup/runs.ts'
import type { DiffLine, FileDiff, Hunk } from '#vcs/repository.ts'
import { type Patience, type ShownHunk, showHunk } from './diff-lines.ts'

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

/** Above these many characters a diff is shown without colours. */
const mostColoured = 400_000

/** For how many milliseconds of a page words are compared; lines after that are marked as a whole. */
const mostWordTime = 400

/** Reads a diff to its end and keeps what a page shows: lines up to `limit` characters, then names and numbers. */
export async function readDiff(diffs: AsyncIterable<FileDiff>, limit: number | null): Promise<ShownDiff> {
  const most = Math.min(limit ?? mostEver, mostEver)
  const files: ShownFile[] = []
  const patience = { left: mostWordTime }
  let size = 0
  let hidden = 0
  let [added, removed] = [0, 0]
  for await (const diff of diffs) {
    added += diff.added
    removed += diff.removed
    if (files.length >= mostFiles) {
      hidden++
      continue
    }
    size += sizeOf(diff)
    const omitted = size > most || diff.cut === true
    files.push({
      diff: omitted ? { ...diff, hunks: [] } : diff,
      hunks: omitted ? [] : await showHunks(diff, size, patience),
      omitted,
    })
  }
  return { files, added, removed, hidden, cut: files.some(file => file.omitted) }
}

function sizeOf(diff: FileDiff): number {
  return diff.hunks.reduce((sum, hunk) => hunk.lines.reduce((lines, line) => lines + line.text.length + 1, sum), 0)
}

async function showHunks(diff: FileDiff, size: number, patience: Patience): Promise<readonly ShownHunk[]> {
  const colour = size > mostColoured ? async (text: string) => plainLines(text) : highlight
  const [before, after] = await Promise.all([
    colour(sideOf(diff.hunks, 'added'), diff.oldPath),
    colour(sideOf(diff.hunks, 'removed'), diff.newPath),
  ])
  const rest = { before: [...before], after: [...after] }
  return diff.hunks.map(hunk => showHunk(hunk, takeColours(hunk, rest), patience))
}

/** The text of all hunks as it was before, or is after: without the lines of the other kind. */
function sideOf(hunks: readonly Hunk[], without: DiffLine['kind']): string {
  return hunks.flatMap(hunk => hunk.lines.filter(line => line.kind !== without).map(line => `${line.text}\n`)).join('')
}

function takeColours(hunk: Hunk, rest: { before: Line[]; after: Line[] }): readonly (Line | undefined)[] {
  const counts = { before: 0, after: 0 }
  const colours = hunk.lines.map(({ kind }) => {
    const before = kind === 'added' ? undefined : rest.before[counts.before++]
    const after = kind === 'removed' ? undefined : rest.after[counts.after++]
    return after ?? before
  })
  rest.before.splice(0, counts.before)
  rest.after.splice(0, counts.after)
  return colours
}
