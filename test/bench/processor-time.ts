import { readdirSync, readFileSync } from 'node:fs'

/**
 * Milliseconds that a process and those it started have kept a processor busy, exact to ten: where a machine does
 * other things too, this says more than the clock.
 */
export function processorTime(id: number): number {
  return own(readStat(id)) + processorTimeBelow(id)
}

/** The same without what the process itself did. */
export function processorTimeBelow(id: number): number {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
  const stats = new Map(all.map(each => [each, readStat(each)]))
  const below = (parent: number): number =>
    ended(stats.get(parent) ?? []) +
    [...stats]
      .filter(([, stat]) => Number(stat[1]) === parent)
      .reduce((sum, [child, stat]) => sum + own(stat) + below(child), 0)
  return below(id)
}

/** What stands in /proc/ID/stat behind the name in parentheses: state, parent and so on. */
function readStat(id: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return [] // it ended in this moment
  }
}

/** Ticks are hundredths of a second; user and system stand side by side. */
function own(stat: readonly string[]): number {
  return (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * 10
}

/** Of children that have ended. */
function ended(stat: readonly string[]): number {
  return (Number(stat[13] ?? 0) + Number(stat[14] ?? 0)) * 10
}
