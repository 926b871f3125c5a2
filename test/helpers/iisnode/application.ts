import { Generation } from './generation.ts'
import type { NodeProcess, ProcessOptions } from './node-process.ts'
import type { SiteConfig } from './web-config.ts'

/** What iisnode keeps for one script: processes for new requests, and older ones that still have some to answer. */
export class Application {
  readonly #options: (config: SiteConfig) => ProcessOptions
  #current: Generation | null = null
  #isMarked = false
  readonly #old = new Set<Generation>()

  constructor(options: (config: SiteConfig) => ProcessOptions) {
    this.#options = options
  }

  /** Only a mark: the next request starts new processes. */
  recycle(): void {
    this.#isMarked = true
  }

  /** The process for a request that comes now, when the configuration is this. */
  next(config: SiteConfig): NodeProcess {
    if (this.#isMarked && this.#current !== null) void this.#retire(this.#current)
    if (this.#isMarked) this.#current = null
    this.#isMarked = false
    this.#current ??= new Generation(this.#options(config))
    return this.#current.next()
  }

  /** Ids of what runs now, the oldest generation first. */
  get ids(): readonly number[] {
    return this.#generations.flatMap(({ ids }) => ids)
  }

  /** Requests that are being answered, by whichever generation. */
  get active(): number {
    return this.#generations.reduce((sum, { active }) => sum + active, 0)
  }

  kill(): void {
    for (const generation of this.#generations) generation.kill()
  }

  get #generations(): readonly Generation[] {
    return this.#current === null ? [...this.#old] : [...this.#old, this.#current]
  }

  async #retire(generation: Generation): Promise<void> {
    this.#old.add(generation)
    await generation.drain()
    this.#old.delete(generation)
  }
}
