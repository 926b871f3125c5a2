import { cpus } from 'node:os'
import { NodeProcess, type ProcessOptions } from './node-process.ts'

/** The processes iisnode keeps for one script: started by the first request, and again by the first after an end. */
export class Application {
  readonly #options: ProcessOptions
  #processes: NodeProcess[] = []
  #turn = 0

  constructor(options: ProcessOptions) {
    this.#options = options
  }

  /** The process whose turn it is; several take turns beginning with the second. */
  next(): NodeProcess {
    const { settings } = this.#options
    const count = settings.nodeProcessCountPerApplication || cpus().length
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

  kill(): void {
    for (const process of this.#processes) process.kill()
    this.#processes = []
  }
}
