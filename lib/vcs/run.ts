import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import pLimit from 'p-limit'
import { Problem } from '#std/problem.ts'
import { tracer } from '#trace/trace.ts'
import type { Command } from './command.ts'
import type { Process } from './process.ts'
import { findProgram, prepareHome, toolEnvironment } from './program.ts'
import type { Kind } from './repository.ts'
import { openThread } from './thread.ts'
import type { Ended } from './worker.ts'

export interface Work {
  readonly tool: Kind
  readonly command: Command
  /** Where it runs; the private home unless told. */
  readonly folder?: string
  /** Further variables, all constant names. */
  readonly environment?: Readonly<Record<string, string>>
}

export interface Job extends Work {
  readonly input?: Uint8Array
  /** Most bytes of output and most milliseconds; 64 MB (a stream: any) and two minutes unless told. */
  readonly limit?: { readonly bytes?: number; readonly milliseconds?: number }
  /** Exit codes that are no failure; 0 unless told. */
  readonly codes?: readonly number[]
  readonly signal?: AbortSignal
}

export interface Output {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

/**
 * A process that lives on and is talked to. It does not keep the server alive; who waits for an answer calls
 * `hold`.
 */
export interface Session {
  readonly stdin: Writable
  readonly stdout: Readable
  readonly ended: Promise<Ended>
  /** Keeps this process of ours alive until the returned function is called. */
  hold(): () => void
  kill(): void
}

/**
 * Starts git and hg, in a worker thread: never through a shell, in an environment of our own, killed with all they
 * started.
 */
export interface Runner {
  /** Absolute paths; null where the tool was not found. */
  readonly programs: Readonly<Record<Kind, string | null>>
  readonly home: string
  /** To its end. A failure is a Problem `unavailable` with code, command and stderr in its facts. */
  run(job: Job): Promise<Output>
  /** Its output as it comes; destroying the stream kills it. A failure destroys the stream with a Problem. */
  stream(job: Job): Readable
  open(work: Work): Session
  /** How many processes were started. */
  started(): number
  close(): Promise<void>
}

export interface RunnerOptions {
  readonly git: string
  readonly hg: string
  readonly home: string
  /** PATH, where the programs are looked for. */
  readonly searchPath?: string
}

const trace = tracer('vcs:run')
const most = { running: 16, waiting: 512, streams: 64, bytes: 64 * 1024 * 1024, milliseconds: 120_000 }

export function openRunner({ git, hg, home: given, searchPath = process.env.PATH ?? '' }: RunnerOptions): Runner {
  // Windows looks for programs in the current folder first, unless the environment of the one who starts them says
  // this.
  process.env.NoDefaultCurrentDirectoryInExePath = '1'
  const home = path.resolve(given)
  const programs = { git: findProgram(git, searchPath), hg: findProgram(hg, searchPath) }
  const usual = toolEnvironment(home, [programs.git, programs.hg])
  const thread = openThread()
  const queue = pLimit(most.running)
  let streams = 0
  let prepared = false

  function start(
    { tool, command: { list }, folder = home, environment }: Work,
    input: boolean,
    allowed: number,
  ): Process {
    const program = programs[tool]
    if (!program) throw new Problem('unavailable', 'the tool is not installed', { tool })
    if (!prepared) prepareHome(home)
    prepared = true
    const begin = performance.now()
    const opened = thread.start({ program, list, folder, environment: { ...usual, ...environment }, input }, allowed)
    void opened.ended.then(({ code, signal }) => {
      trace('%s %j: %s after %d ms', tool, list, signal ?? code, Math.round(performance.now() - begin))
    })
    return opened
  }

  async function end(job: Job, opened: Process): Promise<Ended> {
    const release = thread.hold()
    const guard = openGuard(job, opened)
    if (job.input !== undefined) opened.stdin.end(job.input)
    const ended = await opened.ended
    release()
    const problem = guard() ?? failure(job, ended)
    if (problem) throw problem
    return ended
  }

  async function run(job: Job): Promise<Output> {
    const opened = start(job, job.input !== undefined, job.limit?.bytes ?? most.bytes)
    const chunks: Buffer[] = []
    opened.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    const { code, stderr } = await end(job, opened)
    return { code: code ?? 0, stdout: Buffer.concat(chunks), stderr }
  }

  return {
    programs,
    home,
    async run(job) {
      if (queue.pendingCount >= most.waiting) throw new Problem('unavailable', 'too many programs are waiting to run')
      return queue(() => run(job))
    },
    stream(job) {
      if (streams >= most.streams) throw new Problem('unavailable', 'too many programs are running')
      const opened = start(job, job.input !== undefined, job.limit?.bytes ?? Number.POSITIVE_INFINITY)
      const { stdout } = opened
      streams++
      end(job, opened)
        .then(() => stdout.destroyed || stdout.push(null))
        .catch((problem: Error) => stdout.destroy(problem))
        .finally(() => streams--)
      return stdout
    },
    open(work) {
      const { stdin, stdout, ended, kill } = start(work, true, Number.POSITIVE_INFINITY)
      void ended.then(() => stdout.destroyed || stdout.push(null))
      return { stdin, stdout, ended, kill, hold: thread.hold }
    },
    started: thread.started,
    close: thread.close,
  }
}

/** Kills what runs too long or is not wanted any more; at its end the returned function says what was wrong. */
function openGuard({ tool, limit, signal }: Job, { kill, saidTooMuch }: Process): () => Problem | null {
  let problem: Problem | null = null
  const stop = (sentence: string): void => {
    problem ??= new Problem('unavailable', sentence, { tool })
    kill()
  }
  const late = setTimeout(() => stop('the tool took too long'), limit?.milliseconds ?? most.milliseconds)
  const aborted = (): void => stop('nobody waits for the tool any more')
  if (signal?.aborted) aborted()
  signal?.addEventListener('abort', aborted)
  return () => {
    clearTimeout(late)
    signal?.removeEventListener('abort', aborted)
    return saidTooMuch() ? new Problem('unavailable', 'the tool said too much', { tool }) : problem
  }
}

function failure({ tool, command, codes = [0] }: Job, ended: Ended): Problem | null {
  const { code, signal, stderr } = ended
  if (code !== null && codes.includes(code)) return null
  const facts = { tool, command: command.list, code, signal, stderr: stderr.trim(), failure: ended.failure }
  return new Problem('unavailable', 'the tool failed', facts)
}
