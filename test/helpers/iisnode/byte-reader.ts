import type { Socket } from 'node:net'

/** Reads a connection by hand, and only while somebody asks: what nobody asked for stays with the sender. */
export class ByteReader {
  readonly #socket: Socket
  #held = Buffer.alloc(0)
  #ended = false
  #wake: (() => void) | null = null

  constructor(socket: Socket) {
    this.#socket = socket
    socket.pause()
    socket.on('data', chunk => {
      this.#held = Buffer.concat([this.#held, chunk])
      socket.pause()
      this.#wake?.()
    })
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.#ended = true
        this.#wake?.()
      })
    }
  }

  /** Bytes that came and were not read yet. */
  get waiting(): number {
    return this.#held.length
  }

  /** Lets bytes come that nobody asked for, and tells when they do: an idle connection must stay silent. */
  watch(): void {
    this.#socket.resume()
  }

  /** Up to `most` bytes as soon as there are some; null at the end. */
  async some(most: number): Promise<Buffer | null> {
    if (this.#held.length === 0 && !(await this.#more())) return null
    return this.#take(Math.min(most, this.#held.length))
  }

  /** All up to and with the first `mark`; null when the connection ends or `limit` is passed before it. */
  async until(mark: string, limit: number): Promise<Buffer | null> {
    for (let from = 0; ; ) {
      const at = this.#held.indexOf(mark, from, 'latin1')
      if (at >= 0 && at + mark.length <= limit) return this.#take(at + mark.length)
      if (at >= 0 || this.#held.length > limit) return null
      from = Math.max(0, this.#held.length - mark.length)
      if (!(await this.#more())) return null
    }
  }

  /** Whether the other side is still there, as far as it is known. */
  get ended(): boolean {
    return this.#ended
  }

  #take(length: number): Buffer {
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    return taken
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false
    const before = this.#held.length
    await new Promise<void>(resolve => {
      this.#wake = resolve
      this.#socket.resume()
    })
    this.#wake = null
    return this.#held.length > before || !this.#ended
  }
}
