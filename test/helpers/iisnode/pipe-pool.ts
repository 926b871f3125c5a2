import type { Socket } from 'node:net'
import type { ByteReader } from './byte-reader.ts'
import type { IisnodeSettings } from './settings.ts'

export interface Pipe {
  readonly socket: Socket
  readonly reader: ByteReader
  /** When it came back into the pool; null while it is used or new. */
  idleSince: number | null
}

/** The idle pipes of one process: the one that came back last goes out first. */
export class PipePool {
  readonly #settings: IisnodeSettings
  readonly #fault: (what: string) => void
  readonly #idle: Pipe[] = []

  constructor(settings: IisnodeSettings, fault: (what: string) => void) {
    this.#settings = settings
    this.#fault = fault
  }

  /** Null when there is none young enough. */
  take(): Pipe | null {
    for (let pipe = this.#idle.pop(); pipe !== undefined; pipe = this.#idle.pop()) {
      const age = Date.now() - (pipe.idleSince ?? 0)
      if (age <= this.#settings.maxNamedPipePooledConnectionAge) return pipe
      pipe.socket.destroy()
    }
    return null
  }

  /** Takes a pipe back. Whatever it still says would be the answer to the next visitor. */
  give(pipe: Pipe): void {
    if (pipe.socket.destroyed || this.#idle.length >= this.#settings.maxNamedPipeConnectionPoolSize) {
      pipe.socket.destroy()
      return
    }
    pipe.idleSince = Date.now()
    this.#idle.push(pipe)
    const speak = () => {
      if (!this.#idle.includes(pipe)) return
      this.#fault('bytes came on an idle pipe: the next visitor would read them as his answer')
    }
    if (pipe.reader.waiting > 0) speak()
    pipe.socket.once('data', speak)
    pipe.reader.watch()
  }

  close(): void {
    for (const pipe of this.#idle.splice(0)) pipe.socket.destroy()
  }
}
