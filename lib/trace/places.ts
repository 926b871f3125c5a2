import { realpathSync } from 'node:fs'
import path from 'node:path'

/*
 * Beside the ini, for each of the inis that stand there:
 *
 *     kallithea-trace/my.ini/1234-1769860800000-0.jsonl    what process 1234, of that moment, said: its first part
 *     kallithea-trace/my.ini/asked/4f1c2a9b.txt            namespaces that somebody wants to see, until its last write
 */

/** The trace of the instance that this ini is for. Nothing is read, so that a bad ini does no harm. */
export function traceFolder(ini: string): string {
  const file = realpathOf(ini)
  return path.join(path.dirname(file), 'kallithea-trace', path.basename(file).toLowerCase())
}

export function askedFolder(folder: string): string {
  return path.join(folder, 'asked')
}

/** A part of what one process said. */
export interface Segment {
  readonly pid: number
  readonly started: number
  readonly part: number
}

export function segmentName({ pid, started, part }: Segment): string {
  return `${pid}-${started}-${part}.jsonl`
}

export function parseSegmentName(name: string): Segment | null {
  const [, pid, started, part] = /^(\d{1,10})-(\d{1,15})-(\d{1,9})\.jsonl$/.exec(name) ?? []
  return pid && started && part ? { pid: Number(pid), started: Number(started), part: Number(part) } : null
}

function realpathOf(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return path.resolve(file)
  }
}
