import { setTimeout as sleep } from 'node:timers/promises'
import { E_TIMEOUT, Mutex, type MutexInterface, withTimeout } from 'async-mutex'
import { Problem } from '#std/problem.ts'
import { tracer } from '#trace/trace.ts'
import { isBusy, translate } from './sqlite-error.ts'

export interface Patience {
  readonly file: string
  /** Seconds to wait while others write. */
  readonly timeout: number
}

const trace = tracer('db:turn')
const longestPause = 50

/** Who may write: within this process one after the other, in order, and each when no other process writes. */
export class WriteTurn {
  readonly #patience: Patience
  readonly #queue: MutexInterface

  constructor(patience: Patience) {
    this.#patience = patience
    this.#queue = withTimeout(new Mutex(), patience.timeout * 1000)
  }

  /** Waits for the turn, and in it tries until no other process is in the way; whoever has taken it gives it back. */
  async take<Result>(attempt: () => Result): Promise<{ readonly result: Result; readonly giveBack: () => void }> {
    const end = endOf(this.#patience)
    const giveBack = await this.#queue.acquire().catch((error: unknown) => {
      if (error !== E_TIMEOUT) throw error
      throw new Problem('unavailable', 'others wrote to the database for too long', { ...this.#patience }, error)
    })
    try {
      return { result: await attemptUntil(end, this.#patience, attempt), giveBack }
    } catch (error) {
      giveBack()
      throw error
    }
  }
}

/** Tries again, with pauses in which this process lives on, as long as the file is locked and the time-out allows. */
export async function patiently<Result>(patience: Patience, attempt: () => Result): Promise<Result> {
  return attemptUntil(endOf(patience), patience, attempt)
}

async function attemptUntil<Result>(end: number, { file }: Patience, attempt: () => Result): Promise<Result> {
  for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw translate(error, { file })
    }
    if (pause === 1) trace('another process has %s, so this one waits', file)
    await sleep(pause * (0.5 + Math.random())) // so that processes that wait do not ask in step
  }
}

function endOf({ timeout }: Patience): number {
  return performance.now() + timeout * 1000
}
