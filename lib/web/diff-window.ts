import type { FileDiff } from '#vcs/repository.ts'
import type { DiffPlace } from './diff-choices.ts'
import { costOf, countLines, firstFor, withoutFirst } from './diff-slices.ts'

/** What a page shows of a diff. */
export interface DiffLimit {
  /** What its lines may cost. */
  readonly cost: number
  readonly files: number
  /** What those of the first page of a large diff may, so that it is there at once. */
  readonly ofLarge?: number
}

/** A file with the lines of it that are shown. */
export interface SeenFile {
  /** Its place among all files of the diff. */
  readonly index: number
  readonly diff: FileDiff
  /** So many of its lines are before these. */
  readonly passed: number
  /** What it and those before it cost. */
  readonly spent: number
}

/** The part of a diff that a page shows: gets one file after the other. */
export interface DiffWindow {
  take(index: number, diff: FileDiff): void
  readonly seen: readonly SeenFile[]
  /** Where the next page begins, once this one is full. */
  next(): DiffPlace | null
}

/** A file that does not fit begins the next page, unless even that were too small for it. */
const worthBeginning = 0.25

export function openWindow(start: DiffPlace, most: DiffLimit): DiffWindow {
  const seen: SeenFile[] = []
  let next: DiffPlace | null = null
  let spent = 0

  function take(index: number, diff: FileDiff): void {
    const first = index === start.file ? start.line : 0
    const hunks = withoutFirst(diff.hunks, first - (diff.passed ?? 0))
    const cost = costOf(hunks)
    const room = most.cost - spent
    const fitsLater = cost <= most.cost && diff.cut !== true
    const isTooLate = seen.length > 0 && cost > room && (fitsLater || room < most.cost * worthBeginning)
    if (seen.length >= most.files || room <= 0 || isTooLate || (diff.cut && hunks.length === 0 && seen.length > 0)) {
      next = { file: index, line: first }
      return
    }
    const shown = cost > room ? firstFor(hunks, room) : hunks
    spent += costOf(shown)
    const isCut = diff.cut === true || shown !== hunks
    seen.push({ index, diff: { ...diff, hunks: shown, ...(isCut && { cut: true }) }, passed: first, spent })
    const lines = countLines(shown)
    if (shown !== hunks || diff.cut)
      next = lines > 0 ? { file: index, line: first + lines } : { file: index + 1, line: 0 }
  }

  return {
    seen,
    next: () => next,
    take(index, diff) {
      if (!next && index >= start.file) take(index, diff)
    },
  }
}
