import { type ChildProcess, spawn } from 'node:child_process'
import { parentPort } from 'node:worker_threads'

export interface Start {
  readonly program: string
  readonly list: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Whether something will be written to it; else its input is empty. */
  readonly input: boolean
}

/** From the main thread to here; `id` names the process. */
export type Order =
  | { readonly id: number; readonly do: 'start'; readonly start: Start }
  | { readonly id: number; readonly do: 'write'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly do: 'end' }
  | { readonly id: number; readonly do: 'more'; readonly bytes: number }
  | { readonly id: number; readonly do: 'kill' }

export interface Ended {
  /** Null when it was killed or could not be started. */
  readonly code: number | null
  readonly signal: string | null
  /** The last 64 kB of what it complained. */
  readonly stderr: string
  /** Why it could not be started. */
  readonly failure: string | null
}

/** From here to the main thread. */
export type Report =
  | { readonly id: number; readonly is: 'output'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly is: 'written' }
  | { readonly id: number; readonly is: 'ended'; readonly ended: Ended }

interface Running {
  readonly child: ChildProcess
  /** How many bytes of output the main thread is ready to take. */
  room: number
}

/** Output on its way to a reader who does not read: no more than this for each process. */
export const outputWindow = 512 * 1024

const stderrLimit = 64 * 1024
const running = new Map<number, Running>()

function report(message: Report): void {
  const transfer = message.is === 'output' ? [message.bytes.buffer] : []
  parentPort?.postMessage(message, transfer)
}

function start(id: number, { program, list, folder, environment, input }: Start): void {
  let child: ChildProcess
  try {
    child = spawn(program, list, {
      cwd: folder,
      env: environment,
      stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      // Its own process group, so that it can be killed together with what it starts. On Windows that would open a
      // console.
      detached: process.platform !== 'win32',
    })
  } catch (error) {
    report({ id, is: 'ended', ended: { code: null, signal: null, stderr: '', failure: String(error) } })
    return
  }
  const it: Running = { child, room: outputWindow }
  let failure: string | null = null
  let complaints = Buffer.alloc(0)
  running.set(id, it)
  child.stdout?.on('data', (chunk: Buffer) => {
    it.room -= chunk.length
    if (it.room <= 0) child.stdout?.pause()
    // A copy of its own: posting a view would send all of the buffer it looks at.
    report({ id, is: 'output', bytes: new Uint8Array(chunk) })
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = Buffer.concat([complaints, chunk]).subarray(-stderrLimit)
  })
  // A tool that ended does not read what is still being written; its exit code says why.
  child.stdin?.on('error', () => {})
  child.on('error', error => {
    failure = String(error)
  })
  child.on('close', (code, signal) => {
    running.delete(id)
    report({ id, is: 'ended', ended: { code: failure ? null : code, signal, stderr: complaints.toString(), failure } })
  })
}

/** With everything it started. `taskkill` by its full path: nothing is searched for, no shell is asked. */
function kill({ child }: Running): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`
    spawn(taskkill, ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {
      child.kill()
    })
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
  // A grandchild that left the group may hold the output open for ever.
  child.stdout?.destroy()
  child.stderr?.destroy()
}

function obey(order: Order): void {
  if (order.do === 'start') return start(order.id, order.start)
  const known = running.get(order.id)
  if (order.do === 'write') {
    const written = (): void => report({ id: order.id, is: 'written' })
    if (known?.child.stdin?.writable) known.child.stdin.write(order.bytes, written)
    else written()
    return
  }
  if (!known) return
  if (order.do === 'end') known.child.stdin?.end()
  if (order.do === 'kill') kill(known)
  if (order.do === 'more') {
    known.room += order.bytes
    if (known.room > 0) known.child.stdout?.resume()
  }
}

parentPort?.on('message', obey)
