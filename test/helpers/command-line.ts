import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExecutionContext } from 'ava'
import { project } from './source.ts'

export interface Surroundings {
  /** HOME, and where it is started. */
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  readonly server?: string
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  /** Everything that was said on stdout until now. */
  said(): string
  /** Waits until the text is there; an end before that is an error. */
  says(text: string | RegExp): Promise<string>
  readonly ended: Promise<Ended>
}

/** Dozens of processes load the same files. */
const compiled = path.join(tmpdir(), 'kallithea-test-compiled')

/** Starts `node server.ts …` in an environment of its own; it does not survive the test. */
export function start(t: Pick<ExecutionContext, 'teardown'>, around: Surroundings, ...words: string[]): Running {
  const { folder, environment = {}, server = `${project}server.ts` } = around
  const child = spawn(process.execPath, [server, ...words], {
    cwd: folder,
    env: { HOME: folder, PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard = { stdout: '', stderr: '' }
  child.stdout.on('data', bytes => (heard.stdout += String(bytes)))
  child.stderr.on('data', bytes => (heard.stderr += String(bytes)))
  const ended = once(child, 'close').then(([code]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    ...heard,
  }))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, said: () => heard.stdout, says }

  async function says(text: string | RegExp): Promise<string> {
    for (;;) {
      const found = typeof text === 'string' ? heard.stdout.includes(text) && text : text.exec(heard.stdout)?.[0]
      if (found) return found
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${heard.stderr}`)
      await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    }
  }
}

/** Runs a command to its end. */
export async function command(
  t: Pick<ExecutionContext, 'teardown'>,
  around: Surroundings,
  ...words: string[]
): Promise<Ended> {
  return await start(t, around, ...words).ended
}

/** The address a server printed. */
export async function addressOf(running: Running): Promise<string> {
  return (await running.says(/http:\/\/127\.0\.0\.1:\d+\S*\n/)).trim()
}

export async function stop({ child, ended }: Running): Promise<Ended> {
  child.kill('SIGTERM')
  return await ended
}

/** A folder for PATH in which these programs are, and no others. */
export async function pathOf(folder: string, ...programs: string[]): Promise<string> {
  const bin = path.join(folder, `bin-${programs.join('-')}`)
  await mkdir(bin, { recursive: true })
  for (const program of programs) await symlink(await whereIs(program), path.join(bin, program))
  return bin
}

async function whereIs(program: string): Promise<string> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program)
    const isThere = await access(file).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  throw new Error(`the tests need ${program}`)
}

/** A port that somebody listens on until the test ends. */
export async function takenPort(t: Pick<ExecutionContext, 'teardown'>): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? bound.port : 0
}
