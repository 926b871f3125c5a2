import { diffArrays } from 'diff'
import type { DiffLine, DiffOptions, Hunk } from './repository.ts'

/** Texts that differ in more lines are shown as one in place of the other: comparing them would take seconds. */
const mostEdits = 2000

/** What differs between two texts, as the tools show it. */
export function compareTexts(
  before: string,
  after: string,
  { context = 3, ignoreWhitespace = false }: Pick<DiffOptions, 'context' | 'ignoreWhitespace'>,
): readonly Hunk[] {
  const lines = compareLines(linesOf(before), linesOf(after), ignoreWhitespace ? isAlike : isSame)
  return hunksOf(lines, Math.max(0, context))
}

function compareLines(old: Line[], now: Line[], comparator: typeof isSame): readonly DiffLine[] {
  const isOneSided = old.length === 0 || now.length === 0
  const changes = isOneSided ? undefined : diffArrays(old, now, { comparator, maxEditLength: mostEdits })
  if (!changes) return [...old.map(line => kindOf(line, 'removed')), ...now.map(line => kindOf(line, 'added'))]
  return changes.flatMap(({ value, added, removed }) =>
    value.map(line => kindOf(line, added ? 'added' : removed ? 'removed' : 'context')),
  )
}

function kindOf(line: Line, kind: DiffLine['kind']): DiffLine {
  return { ...line, kind }
}

type Line = Omit<DiffLine, 'kind'>

function linesOf(text: string): Line[] {
  const lines = text.split('\n').map(line => ({ text: line }))
  const last = lines.pop()
  return last?.text ? [...lines, { text: last.text, unended: true }] : lines
}

function isSame(one: Line, two: Line): boolean {
  return one.text === two.text && one.unended === two.unended
}

function isAlike(one: Line, two: Line): boolean {
  return one.text.replace(/\s/g, '') === two.text.replace(/\s/g, '')
}

/** The lines around changes; changes that are near are in one hunk. */
function hunksOf(lines: readonly DiffLine[], context: number): readonly Hunk[] {
  const hunks: Hunk[] = []
  let [old, now] = [1, 1] // numbers of the next line
  let end = 0
  for (let at = 0; at < lines.length; at++) {
    const isChange = lines[at]?.kind !== 'context'
    if (isChange && at >= end) {
      const start = Math.max(end, at - context)
      end = endOf(lines, at, context)
      const shown = lines.slice(start, end)
      const [oldLines, newLines] = [shown.filter(isOld).length, shown.filter(isNew).length]
      const before = at - start
      hunks.push({
        oldStart: old - before - (oldLines === 0 ? 1 : 0),
        oldLines,
        newStart: now - before - (newLines === 0 ? 1 : 0),
        newLines,
        section: '',
        lines: shown,
      })
    }
    const line = lines[at]
    if (line && isOld(line)) old++
    if (line && isNew(line)) now++
  }
  return hunks
}

function endOf(lines: readonly DiffLine[], first: number, context: number): number {
  let last = first
  for (let at = first; at < lines.length && at <= last + 2 * context + 1; at++)
    if (lines[at]?.kind !== 'context') last = at
  return Math.min(lines.length, last + context + 1)
}

function isOld({ kind }: DiffLine): boolean {
  return kind !== 'added'
}

function isNew({ kind }: DiffLine): boolean {
  return kind !== 'removed'
}
