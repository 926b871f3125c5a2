import type { FileChange, FileDiff } from '#vcs/repository.ts'
import { beginning, type DiffPlace } from './diff-choices.ts'
import { readColours } from './diff-colours.ts'
import { type Colours, type Patience, type ShownHunk, showHunk } from './diff-lines.ts'
import type { DiffSource } from './diff-source.ts'
import { type DiffLimit, type DiffWindow, openWindow, type SeenFile } from './diff-window.ts'

export interface ShownFile extends Omit<SeenFile, 'spent'> {
  readonly hunks: readonly ShownHunk[]
}

/** The part of a diff that one page shows, and what it is a part of. */
export interface ShownDiff {
  /** Every file that changed. */
  readonly list: readonly FileChange[]
  /** Those whose lines are shown, one after the other. */
  readonly files: readonly ShownFile[]
  /** Lines of all files; null where they are too many to be counted. */
  readonly counts: { readonly added: number; readonly removed: number } | null
  /** Where the next page begins; null at the end. */
  readonly next: DiffPlace | null
  /** What its lines cost of the limit. */
  readonly cost: number
}

const usual: DiffLimit = { cost: 100_000, files: 100, ofLarge: 50_000 }
const whole: DiffLimit = { cost: 1_200_000, files: 1000 }

/** What a page shows: little enough to be there at once, or as much as a browser can bear. `cutOff`: no more bytes. */
export function diffLimit(everything: boolean, cutOff: number | null): DiffLimit {
  if (everything) return whole
  return { ...usual, cost: Math.min(usual.cost, cutOff ?? usual.cost) }
}

/** Bytes of a diff that are read to know all its files; what is larger is only listed. */
const mostRead = 1_500_000

/** What is read of a diff by the names of its files: a command line has no room for more. */
const mostNames = { files: 100, characters: 12_000 }

/** Reads as much of a diff as a page shows, from a place in it. */
export async function readDiff(source: DiffSource, start: DiffPlace, most: DiffLimit): Promise<ShownDiff> {
  if (most.cost <= 0) return { list: await source.list(), files: [], counts: null, next: beginning, cost: 0 }
  const window = openWindow(start, most)
  const firstOfLarge = openWindow(start, { ...most, cost: Math.min(most.cost, most.ofLarge ?? most.cost) })
  const list: FileChange[] = []
  let isCut = false
  let [added, removed] = [0, 0]
  for await (const diff of source.read({ part: { bytes: mostRead } })) {
    window.take(list.length, diff)
    firstOfLarge.take(list.length, diff)
    list.push(changeOf(diff))
    isCut = diff.cut === true
    added += diff.added
    removed += diff.removed
  }
  if (isCut) return readLarge(source, start, { most, begun: { list, window: firstOfLarge } })
  return { list, files: await showFiles(window.seen), counts: { added, removed }, ...endOf(window) }
}

function endOf({ seen, next }: DiffWindow): Pick<ShownDiff, 'next' | 'cost'> {
  return { next: next(), cost: seen.at(-1)?.spent ?? 0 }
}

function changeOf({ operation, oldPath, newPath }: FileDiff): FileChange {
  return { operation, oldPath, newPath }
}

interface Begun {
  readonly most: DiffLimit
  /** As far as it was read from its beginning. */
  readonly begun: { readonly list: readonly FileChange[]; readonly window: DiffWindow }
}

/** The list is asked for by itself, and the lines of those files alone that the page shows. */
async function readLarge(source: DiffSource, start: DiffPlace, { most, begun }: Begun): Promise<ShownDiff> {
  const list = await source.list()
  const places = new Map(list.map(({ newPath }, index) => [newPath, index]))
  const placeOf = (change: FileChange | undefined) => places.get(change?.newPath ?? '') ?? list.length
  const from = { file: Math.min(start.file, Math.max(0, list.length - 1)), line: start.line }
  const isBegun = from.file === 0 && from.line === 0
  const count = countNamed(list, from.file)
  const wanted = list.slice(from.file, from.file + count)
  const window = openWindow(from, { ...most, files: Math.min(most.files, count) })
  if (isBegun) for (const { diff } of begun.window.seen) window.take(placeOf(diff), diff)
  else {
    const paths = wanted.flatMap(({ oldPath, newPath }) => (oldPath === newPath ? [newPath] : [oldPath, newPath]))
    for await (const diff of source.read({ paths, part: { skip: from.line, bytes: mostRead } })) {
      window.take(placeOf(diff), diff)
      if (window.next()) break
    }
  }
  const full = isBegun ? begun.window.next() : window.next()
  const file = isBegun && full ? placeOf(begun.list[full.file]) : (full?.file ?? from.file + count)
  const next = { file, line: full?.line ?? 0 }
  const seen = withUnchanged(wanted.slice(0, next.file - from.file + (next.line > 0 ? 1 : 0)), from.file, window)
  return {
    list,
    files: await showFiles(seen),
    counts: null,
    ...endOf(window),
    next: next.file < list.length ? next : null,
  }
}

function countNamed(list: readonly FileChange[], first: number): number {
  let characters = 0
  const end = list.findIndex(({ oldPath, newPath }, index) => {
    if (index < first) return false
    characters += oldPath.length + newPath.length + 2
    return index - first >= mostNames.files || (characters > mostNames.characters && index > first)
  })
  return (end < 0 ? list.length : end) - first
}

/** Where white space does not count, there is no diff of files of which nothing else changed. */
function withUnchanged(changes: readonly FileChange[], first: number, { seen }: DiffWindow): readonly SeenFile[] {
  const byIndex = new Map(seen.map(file => [file.index, file]))
  const none = { oldMode: null, newMode: null, binary: false, added: 0, removed: 0, hunks: [] }
  return changes.map((change, offset) => {
    const index = first + offset
    return byIndex.get(index) ?? { index, diff: { ...change, ...none }, passed: 0, spent: 0 }
  })
}

/** Files behind so much are shown without colours: colouring is what takes longest. */
const mostColoured = 200_000

/** How much of a page is spent on comparing words, some tenths of a second; lines after that are marked as a whole. */
const mostCompared = 100_000_000

/** All are on their way to the thread that colours while the first ones are compared. */
async function showFiles(seen: readonly SeenFile[]): Promise<readonly ShownFile[]> {
  const patience: Patience = { left: mostCompared }
  const coloured = seen.map(file => ({ file, colours: file.spent > mostColoured ? null : readColours(file.diff) }))
  const files: ShownFile[] = []
  for (const { file, colours } of coloured) {
    const known: readonly Colours[] = (await colours) ?? []
    const hunks = file.diff.hunks.map((hunk, index) => showHunk(hunk, known[index] ?? [], patience))
    files.push({ index: file.index, passed: file.passed, diff: file.diff, hunks })
  }
  return files
}
