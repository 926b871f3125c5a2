import { type Run, plainLines } from '#markup/runs.ts'
import { type Word, wordDiff } from '#markup/word-diff.ts'
import type { DiffLine, Hunk } from '#vcs/repository.ts'

/** A piece of a line in one colour that is marked as changed, or not. */
export interface Segment extends Run {
  readonly changed: boolean
}

export interface ShownLine {
  readonly kind: DiffLine['kind']
  /** Its number before; null for an added line. */
  readonly old: number | null
  /** Its number after; null for a removed line. */
  readonly new: number | null
  readonly segments: readonly Segment[]
  readonly unended: boolean
  /** It ends in a carriage return where others that changed do not. */
  readonly carriageReturn: boolean
  /** So many bytes more of it are not shown. */
  readonly left: number
}

export interface ShownHunk {
  readonly hunk: Hunk
  readonly lines: readonly ShownLine[]
}

/** The coloured lines of a hunk, one for each of its lines. */
export type Colours = readonly (readonly Run[] | undefined)[]

/**
 * What may still be spent on comparing words, in squares of characters: that is what it costs, and unlike time it is
 * the same at each visit.
 */
export interface Patience {
  left: number
}

/** Numbers the lines of a hunk and marks what changed inside of those that stand for each other. */
export function showHunk(hunk: Hunk, colours: Colours, patience: Patience): ShownHunk {
  const words = changedWords(hunk.lines, patience)
  const endings = new Set(hunk.lines.filter(line => line.kind !== 'context').map(hasReturn))
  let before = hunk.oldStart
  let after = hunk.newStart
  const lines = hunk.lines.map((line, index) => ({
    kind: line.kind,
    old: line.kind === 'added' ? null : before++,
    new: line.kind === 'removed' ? null : after++,
    segments: mark(colours[index] ?? plainLines(line.text)[0] ?? [], words.get(index)),
    unended: line.unended ?? false,
    left: line.left ?? 0,
    carriageReturn: endings.size > 1 && line.kind !== 'context' && hasReturn(line),
  }))
  return { hunk, lines }
}

/** Longer blocks are rewritten text, not changed lines. */
const longestBlock = 40

/** For the lines of a block of removals and the additions behind it, pair by pair, their words. */
function changedWords(lines: readonly DiffLine[], patience: Patience): ReadonlyMap<number, readonly Word[]> {
  const found = new Map<number, readonly Word[]>()
  for (let start = 0; start < lines.length; start++) {
    if (lines[start]?.kind !== 'removed') continue
    const middle = endOf(lines, start, 'removed')
    const end = endOf(lines, middle, 'added')
    const count = Math.min(middle - start, end - middle)
    const pairs = count > longestBlock ? 0 : count
    for (let index = 0; index < pairs; index++) {
      const [before, after] = [textOf(lines[start + index]), textOf(lines[middle + index])]
      patience.left -= (before.length + after.length) ** 2
      if (patience.left < 0) return found
      const words = wordDiff(before, after)
      if (!words) continue
      found.set(start + index, words.before)
      found.set(middle + index, words.after)
    }
    start = end - 1
  }
  return found
}

function endOf(lines: readonly DiffLine[], start: number, kind: DiffLine['kind']): number {
  let end = start
  while (lines[end]?.kind === kind) end++
  return end
}

function hasReturn({ text }: DiffLine): boolean {
  return text.endsWith('\r')
}

function textOf(line: DiffLine | undefined): string {
  return line?.text.replace(/\r$/, '') ?? ''
}

/** Lays the marks of words over the colours of runs. */
function mark(runs: readonly Run[], words: readonly Word[] | undefined): readonly Segment[] {
  if (!words) return runs.map(run => ({ ...run, changed: false }))
  const segments: Segment[] = []
  const queue = words.map(word => ({ ...word }))
  for (const { kind, text } of runs) {
    for (let rest = text; rest !== ''; ) {
      const word = queue[0]
      const length = word ? Math.min(rest.length, word.text.length) : rest.length
      if (length > 0) segments.push({ kind, text: rest.slice(0, length), changed: word?.changed ?? false })
      rest = rest.slice(length)
      if (!word) continue
      word.text = word.text.slice(length)
      if (word.text === '') queue.shift()
    }
  }
  return segments
}
