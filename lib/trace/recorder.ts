import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { productVersion } from '#std/product.ts'
import { formatHead } from './head.ts'
import { formatNumbered, type Line } from './line.ts'
import { segmentName } from './places.ts'

/** What one process leaves of its lines: the last ones, in a few files of a bounded size. */
export interface Recorder {
  /** Before it returns, the line is the system's and survives the process; false where it could not be written. */
  write(line: Line): boolean
  close(): void
}

export interface RecorderOptions {
  /** Where iisnode keeps what this process says elsewhere. */
  readonly logs: string | null
  /** Bytes of a file, and how many are kept. */
  readonly size?: number
  readonly parts?: number
  readonly started?: number
  readonly pid?: number
}

export function openRecorder(folder: string, options: RecorderOptions): Recorder {
  const { logs, size = 1024 * 1024, parts = 4, started = Date.now(), pid = process.pid } = options
  const head = formatHead({ started: new Date(started), node: process.version, product: productVersion(), logs })
  const fileOf = (part: number) => path.join(folder, segmentName({ pid, started, part }))
  let file: number | null = null
  let part = 0
  let written = 0
  let number = 0

  function begin(): number {
    mkdirSync(folder, { recursive: true })
    const opened = openSync(fileOf(part), 'a')
    written = writeSync(opened, head)
    return opened
  }

  function close(): void {
    if (file !== null) closeSync(file)
    file = null
  }

  function goOn(): void {
    close()
    part++
    try {
      if (part >= parts) rmSync(fileOf(part - parts), { force: true })
    } catch {
      // somebody holds it; it is taken away with the rest some day
    }
  }

  file = begin()
  return {
    write(line) {
      const bytes = Buffer.from(formatNumbered({ ...line, number: number + 1 }))
      try {
        if (written + bytes.length > size && written > head.length) goOn()
        file ??= begin()
        const length = writeSync(file, bytes)
        written += length
        if (length < bytes.length) throw new Error('half a line')
        number++
        return true
      } catch {
        if (file !== null) goOn() // a full disk, perhaps: this frees some of it
        return false
      }
    },
    close,
  }
}
