import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { NodeProcess, type ProcessOptions } from './node-process.ts'

/** The processes that were started together: each is started again by the first request after its end. */
export class Generation {
  readonly #options: ProcessOptions
  #processes: NodeProcess[] = []
  #turn = 0

  constructor(options: ProcessOptions) {
    this.#options = options
  }

  /** The process whose turn it is; several take turns beginning with the second. */
  next(): NodeProcess {
    const count = this.#options.settings.nodeProcessCountPerApplication || cpus().length
    for (let slot = 0; slot < count; slot++) {
      const process = this.#processes[slot]
      if (process === undefined || process.exited) this.#processes[slot] = new NodeProcess(this.#options)
    }
    this.#turn = (this.#turn + 1) % count
    const process = this.#processes[this.#turn]
    if (process === undefined) throw new Error('no process in this slot')
    return process
  }

  /** Ids of what runs now. */
  get ids(): readonly number[] {
    return this.#processes.filter(({ exited }) => !exited).flatMap(({ id }) => id ?? [])
  }

  get active(): number {
    return this.#processes.reduce((sum, { active }) => sum + active, 0)
  }

  /** Lets what it was asked come to an end, though not for ever, then kills it. */
  async drain(): Promise<void> {
    const patience = sleep(this.#options.settings.gracefulShutdownTimeout, undefined, { ref: false })
    await Promise.race([patience, Promise.all(this.#processes.map(process => process.idle()))])
    this.kill()
  }

  kill(): void {
    for (const process of this.#processes) process.kill()
    this.#processes = []
  }
}
