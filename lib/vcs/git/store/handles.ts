import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { LRUCache } from 'lru-cache'

/**
 * Open pack files of all repositories, not more than so many at once. Node shares deletion on Windows, so git may
 * remove a pack that is open here.
 */
export interface Handles {
  size(file: string): number
  /** Bytes at a place, fewer at the end of the file; to be used before the next call. */
  read(file: string, position: number, length: number): Buffer
  close(file: string): void
}

interface Handle {
  readonly descriptor: number
  readonly size: number
  readonly room: Buffer
  window: Buffer
  start: number
}

/** What is read at once: small neighbours are free then. */
const room = 8192

export function openHandles(most = 256): Handles {
  const open = new LRUCache<string, Handle>({ max: most, dispose: ({ descriptor }) => closeSync(descriptor) })

  function handle(file: string): Handle {
    const known = open.get(file)
    if (known) return known
    const descriptor = openSync(file, 'r')
    const made = {
      descriptor,
      size: fstatSync(descriptor).size,
      room: Buffer.allocUnsafeSlow(room),
      window: Buffer.alloc(0),
      start: 0,
    }
    open.set(file, made)
    return made
  }

  return {
    size: file => handle(file).size,
    close: file => void open.delete(file),
    read(file, position, length) {
      const it = handle(file)
      const end = Math.min(position + length, it.size)
      if (position >= it.start && end <= it.start + it.window.length) {
        return it.window.subarray(position - it.start, end - it.start)
      }
      const isSmall = length <= room
      const bytes = isSmall ? it.room : Buffer.allocUnsafeSlow(Math.max(0, end - position))
      const got = readAll(it.descriptor, bytes, position)
      if (isSmall) {
        it.window = bytes.subarray(0, got)
        it.start = position
      }
      return bytes.subarray(0, Math.min(got, length))
    },
  }
}

function readAll(descriptor: number, bytes: Buffer, position: number): number {
  let got = 0
  while (got < bytes.length) {
    const more = readSync(descriptor, bytes, got, bytes.length - got, position + got)
    if (more === 0) break
    got += more
  }
  return got
}
