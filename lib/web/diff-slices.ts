import type { Hunk } from '#vcs/repository.ts'

/** What a line costs a page beside its text. */
const lineCost = 20

/** What hunks cost a page. */
export function costOf(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, { lines }) => lines.reduce((all, { text }) => all + text.length + lineCost, sum), 0)
}

export function countLines(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, { lines }) => sum + lines.length, 0)
}

/** Without so many of the first lines. */
export function withoutFirst(hunks: readonly Hunk[], count: number): readonly Hunk[] {
  let left = count
  return hunks.flatMap(hunk => {
    const passed = hunk.lines.slice(0, left)
    left -= passed.length
    if (passed.length === hunk.lines.length) return []
    const lines = hunk.lines.slice(passed.length)
    const oldStart = hunk.oldStart + passed.filter(({ kind }) => kind !== 'added').length
    const newStart = hunk.newStart + passed.filter(({ kind }) => kind !== 'removed').length
    return [{ ...hunk, oldStart, newStart, lines }]
  })
}

/** The first lines, as many as may be had for so much: one at least. */
export function firstFor(hunks: readonly Hunk[], room: number): readonly Hunk[] {
  let left = room
  let isFirst = true
  return hunks.flatMap(hunk => {
    const end = hunk.lines.findIndex(({ text }) => {
      left -= text.length + lineCost
      const isOver = left < 0 && !isFirst
      isFirst = false
      return isOver
    })
    if (end < 0) return [hunk]
    return end === 0 ? [] : [{ ...hunk, lines: hunk.lines.slice(0, end) }]
  })
}
