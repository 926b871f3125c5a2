import type { Line } from './line.ts'
import { openLogReader } from './log-reader.ts'
import { openRecordReader } from './record-reader.ts'

/** Everything that is kept of an instance, from all its processes, each line once. */
export interface Follower {
  /** What came since the last look, by time; of one process in the order it was written. */
  look(): Promise<readonly Line[]>
  /** A word from which another follower goes on without a gap. */
  position(): string
}

export interface Followed {
  /** As `traceFolder` says. */
  readonly folder: string
  /** Where iisnode keeps what processes say elsewhere, as far as it is known before one of them tells. */
  readonly logs: string | null
  /** Older lines are passed over. */
  readonly since: Date
  /** Which lines are wanted of those that are only said when asked for. */
  readonly isWanted: (namespace: string) => boolean
  /** Where another follower stood. */
  readonly position?: string
}

export function openFollower({ folder, logs, since, isWanted, position = '' }: Followed): Follower {
  const [recorded = '', logged = ''] = position.split('!')
  const records = openRecordReader(folder, recorded)
  const log = openLogReader(since, logged)
  const wanted = (line: Line) => line.time >= since && (line.always || isWanted(line.namespace))
  return {
    async look() {
      const lines = await records.look(wanted)
      const folders = new Set([...(logs === null ? [] : [logs]), ...records.logs])
      return [...lines, ...(await log.look(folders))].toSorted((a, b) => a.time.getTime() - b.time.getTime())
    },
    position: () => `${records.position()}!${log.position()}`,
  }
}
