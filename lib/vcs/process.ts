import { Readable, Writable } from 'node:stream'
import type { Ended, Order, Report, Start } from './worker.ts'

export type Post = (order: Order, transfer?: readonly ArrayBuffer[]) => void

/** A process in the worker thread, seen from here: bytes in, bytes out, and how it ended. */
export interface Process {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly ended: Promise<Ended>
  /** Whether it was killed because it said more than was allowed. */
  saidTooMuch(): boolean
  kill(): void
  hear(report: Report): void
}

interface Opening {
  readonly id: number
  readonly start: Start
  /** Most bytes of output. */
  readonly allowed: number
  readonly post: Post
}

export function openProcess({ id, start, allowed, post }: Opening): Process {
  const { promise: ended, resolve } = Promise.withResolvers<Ended>()
  let over = false
  let received = 0
  /** Taken from the worker and not yet by the reader: more is asked for when it is. */
  let owed = 0
  let written: (() => void) | null = null

  function ask(): void {
    if (owed > 0 && !over) post({ id, do: 'more', bytes: owed })
    owed = 0
  }
  const kill = (): void => {
    if (!over) post({ id, do: 'kill' })
  }
  const stdout = new Readable({
    highWaterMark: 256 * 1024,
    read: ask,
    destroy(error, done) {
      kill()
      done(error)
    },
  })
  const stdin = new Writable({
    highWaterMark: 256 * 1024,
    write(chunk: Buffer, _encoding, done) {
      if (over) return done()
      written = done
      const bytes = new Uint8Array(chunk)
      post({ id, do: 'write', bytes }, [bytes.buffer])
    },
    final(done) {
      post({ id, do: 'end' })
      done()
    },
  })
  const answerWriter = (): void => {
    const done = written
    written = null
    done?.()
  }
  const take = (bytes: Uint8Array<ArrayBuffer>): void => {
    received += bytes.length
    if (received > allowed) return kill()
    if (stdout.destroyed) return
    owed += bytes.length
    if (stdout.push(Buffer.from(bytes.buffer))) ask()
  }
  post({ id, do: 'start', start })
  return {
    stdin,
    stdout,
    ended,
    kill,
    saidTooMuch: () => received > allowed,
    hear(report) {
      if (report.is === 'output') take(report.bytes)
      if (report.is === 'written') answerWriter()
      if (report.is !== 'ended') return
      over = true
      answerWriter()
      resolve(report.ended)
    },
  }
}
