import { readdir } from 'node:fs/promises'
import { isProcessAlive } from '#std/process-alive.ts'
import { parseSegmentName } from './places.ts'

/** The processes of an instance that run now, as far as they keep a trace. */
export async function listTraced(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch(() => [])
  const pids = new Set(names.flatMap(name => parseSegmentName(name)?.pid ?? []))
  return [...pids].filter(isProcessAlive).toSorted((a, b) => a - b)
}
