import { open } from 'node:fs/promises'

/** What a growing file has behind a place, in whole lines. */
export interface Tail {
  readonly text: string
  /** Where the next look goes on. */
  readonly end: number
  /** Behind the last line: the beginning of one that is still being written, or was left so. */
  readonly rest: string
  /** How far was read, the rest included. */
  readonly read: number
  readonly changed: Date
}

/** Bytes of one look. */
const most = 2 * 1024 * 1024

/**
 * null where there is no such file any more. The file itself is asked for its size: a folder of Windows tells sizes and
 * times of open files late.
 */
export async function readTail(file: string, from: number, limit: number = most): Promise<Tail | null> {
  const handle = await open(file).catch(() => null)
  if (!handle) return null
  try {
    const { size, mtime } = await handle.stat()
    const length = Math.max(0, Math.min(size - from, limit))
    const bytes = Buffer.alloc(length)
    const { bytesRead } = length > 0 ? await handle.read(bytes, 0, length, from) : { bytesRead: 0 }
    const read = bytes.subarray(0, bytesRead)
    const lines = read.lastIndexOf('\n') + 1 // never in the midst of a letter
    return {
      text: read.toString('utf8', 0, lines),
      end: from + lines,
      rest: read.toString('utf8', lines),
      read: from + bytesRead,
      changed: mtime,
    }
  } finally {
    await handle.close()
  }
}
