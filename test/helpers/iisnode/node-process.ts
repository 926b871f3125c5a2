import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ByteReader } from './byte-reader.ts'
import { type Pipe, PipePool } from './pipe-pool.ts'
import type { IisnodeSettings } from './settings.ts'

const isWindows = process.platform === 'win32'

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
  readonly pool: PipePool
  readonly #settings: IisnodeSettings
  readonly #pipe: string
  readonly #child: ChildProcess
  #active = 0
  #exited = false
  #onIdle: (() => void)[] = []

  constructor(options: ProcessOptions) {
    this.#settings = options.settings
    this.pool = new PipePool(options.settings, options.fault)
    this.#pipe = pipeIn(options.runFolder)
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

  /** Requests that are in it. */
  get active(): number {
    return this.#active
  }

  get id(): number | undefined {
    return this.#child.pid
  }

  /** Counts a request in; false where there are as many as may be at once. */
  enter(): boolean {
    if (this.#active >= this.#settings.maxConcurrentRequestsPerProcess) return false
    this.#active++
    return true
  }

  leave(): void {
    this.#active--
    if (this.#active === 0) for (const wake of this.#onIdle.splice(0)) wake()
  }

  /** Until no request is in it. */
  async idle(): Promise<void> {
    if (this.#active > 0) await new Promise<void>(resolve => this.#onIdle.push(resolve))
  }

  /** Patiently, since it may only just have been started; a number is the sub-status iisnode fails with. */
  async connect(): Promise<Pipe | number> {
    const { maxNamedPipeConnectionRetry, namedPipeConnectionRetryDelay } = this.#settings
    for (let tries = 0; tries <= maxNamedPipeConnectionRetry; tries++) {
      const pipe = await connectTo(this.#pipe)
      if (pipe !== null) return pipe
      if (this.#exited) return 1002
      await sleep(namedPipeConnectionRetryDelay)
    }
    return 1001
  }

  /** TerminateProcess: nothing in it hears of it. */
  kill(): void {
    if (this.#exited || this.#child.pid === undefined) return
    try {
      process.kill(isWindows ? this.#child.pid : -this.#child.pid, 'SIGKILL') // Windows knows no groups
    } catch {
      // it ended by itself in this moment
    }
    this.pool.close()
  }
}

function pipeIn(folder: string): string {
  const id = randomUUID()
  return isWindows ? `\\\\.\\pipe\\${id}` : join(folder, `${id.slice(0, 8)}.sock`)
}

async function connectTo(path: string): Promise<Pipe | null> {
  const socket = connect({ path })
  const reader = new ByteReader(socket)
  const connected = await new Promise<boolean>(resolve => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })
  return connected ? { socket, reader, idleSince: null } : null
}
