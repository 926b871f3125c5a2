import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ByteReader } from './byte-reader.ts'
import type { IisnodeSettings } from './settings.ts'

export interface Pipe {
  readonly socket: Socket
  readonly reader: ByteReader
  /** When it came back into the pool; null while it is used or new. */
  idleSince: number | null
}

export interface ProcessOptions {
  readonly script: string
  readonly interceptor: string
  readonly executable: readonly string[]
  /** Of w3wp.exe, with what iisnode adds for every process. */
  readonly environment: Readonly<Record<string, string>>
  readonly runFolder: string
  readonly settings: IisnodeSettings
  /** Told what would hurt another visitor. */
  readonly fault: (what: string) => void
}

/** One node.exe under iisnode: a pipe of its own, no console, no signal but the last. */
export class NodeProcess {
  active = 0
  readonly #options: ProcessOptions
  readonly #pipe: string
  readonly #child: ChildProcess
  #exited = false
  readonly #idle: Pipe[] = []

  constructor(options: ProcessOptions) {
    this.#options = options
    this.#pipe = join(options.runFolder, `${randomUUID().slice(0, 8)}.sock`)
    const [program = '', ...flags] = options.executable
    this.#child = spawn(program, [...flags, options.interceptor, options.script], {
      cwd: dirname(options.script),
      // what is there already wins, as in the block iisnode appends to; PORT is new for every process
      env: { PORT: this.#pipe, ...options.environment },
      stdio: 'ignore',
      detached: true,
    })
    const ended = () => {
      this.#exited = true
    }
    this.#child.on('exit', ended).on('error', ended)
  }

  get exited(): boolean {
    return this.#exited
  }

  get id(): number | undefined {
    return this.#child.pid
  }

  /** The pipe used last, or a new one; a number is the sub-status iisnode fails with. */
  async takePipe(fresh: boolean): Promise<Pipe | number> {
    for (let pipe = fresh ? undefined : this.#idle.pop(); pipe !== undefined; pipe = this.#idle.pop()) {
      const age = Date.now() - (pipe.idleSince ?? 0)
      if (age <= this.#options.settings.maxNamedPipePooledConnectionAge) return pipe
      pipe.socket.destroy()
    }
    const { maxNamedPipeConnectionRetry, namedPipeConnectionRetryDelay } = this.#options.settings
    for (let tries = 0; tries <= maxNamedPipeConnectionRetry; tries++) {
      const pipe = await connectTo(this.#pipe)
      if (pipe !== null) return pipe
      if (this.#exited) return 1002
      await sleep(namedPipeConnectionRetryDelay)
    }
    return 1001
  }

  /** Gives a pipe back. Whatever it still says would be the answer to the next visitor. */
  returnPipe(pipe: Pipe): void {
    const { maxNamedPipeConnectionPoolSize } = this.#options.settings
    if (pipe.socket.destroyed || this.#idle.length >= maxNamedPipeConnectionPoolSize) {
      pipe.socket.destroy()
      return
    }
    pipe.idleSince = Date.now()
    this.#idle.push(pipe)
    const speak = () => {
      if (!this.#idle.includes(pipe)) return
      this.#options.fault('bytes came on an idle pipe: the next visitor would read them as his answer')
    }
    if (pipe.reader.waiting > 0) speak()
    pipe.socket.once('data', speak)
    pipe.reader.watch()
  }

  /** TerminateProcess: nothing in it hears of it. */
  kill(): void {
    if (this.#exited || this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, 'SIGKILL')
    } catch {
      // it ended by itself in this moment
    }
    for (const pipe of this.#idle.splice(0)) pipe.socket.destroy()
  }
}

async function connectTo(path: string): Promise<Pipe | null> {
  const socket = connect({ path })
  const reader = new ByteReader(socket)
  const connected = await new Promise<boolean>(resolve => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  return connected ? { socket, reader, idleSince: null } : null
}
