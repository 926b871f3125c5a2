import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { isProcessAlive } from '#std/process-alive.ts'
import { parseSegmentName } from './places.ts'

export interface Allowed {
  readonly bytes: number
  readonly files: number
  readonly milliseconds: number
}

const usual: Allowed = { bytes: 8 * 1024 * 1024, files: 20, milliseconds: 14 * 86_400_000 }

/** Of what ended processes left, keeps the newest. Never fails. */
export async function sweepTrace(folder: string, allowed: Allowed = usual): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const left = await Promise.all(
    names.map(async name => {
      const segment = parseSegmentName(name)
      if (!segment || isProcessAlive(segment.pid)) return null
      const about = await stat(path.join(folder, name)).catch(() => null)
      return about && { file: path.join(folder, name), time: about.mtimeMs, size: about.size }
    }),
  )
  let bytes = 0
  let files = 0
  for (const { file, time, size } of left.filter(each => each !== null).toSorted((a, b) => b.time - a.time)) {
    bytes += size
    files++
    const isOver = bytes > allowed.bytes || files > allowed.files || time < Date.now() - allowed.milliseconds
    if (isOver) await rm(file, { force: true }).catch(() => {})
  }
}
