import { PassThrough, type Readable } from 'node:stream'
import pLimit from 'p-limit'
import { Problem } from '#std/problem.ts'
import { tracer } from '#trace/trace.ts'
import { type Command, command } from '../command.ts'
import type { Runner } from '../run.ts'
import { openServer, type Server } from './server.ts'

export interface HgJob {
  readonly command: Command
  /** Files of the repository: bytes as latin1. They can be nothing but names. */
  readonly paths?: readonly string[]
  readonly milliseconds?: number
  /** A failure that complains so came after everything was said. */
  readonly afterwards?: RegExp
}

/** The warm command servers of all repositories. */
export interface Servers {
  /** To its end; a failure is a Problem `unavailable` with code and stderr in its facts. */
  run(job: HgJob): Promise<Buffer>
  /** Its output as it comes; a failure destroys the stream. */
  stream(job: HgJob): Readable
}

const trace = tracer('vcs:hg:servers')

/** How many at once, how many wait, commands of one server, bytes of an answer, time for it. */
const most = { running: 3, streams: 3, waiting: 256, commands: 500, bytes: 64 * 1024 * 1024, milliseconds: 120_000 }
const idleMilliseconds = 60_000
const slowMilliseconds = 10 * 60 * 1000

const opened = new WeakMap<Runner, Servers>()

/** The same ones for all repositories of a runner. */
export function serversOf(runner: Runner): Servers {
  const servers = opened.get(runner) ?? openServers(runner)
  opened.set(runner, servers)
  return servers
}

/** How every command on a repository begins. */
export function hg(folder: string): Command {
  return command().value('--repository=', folder)
}

export function openServers(runner: Runner, commands: number = most.commands): Servers {
  const idle: Server[] = []
  const running = pLimit(most.running)
  const streaming = pLimit(most.streams)

  function takeServer(): Server {
    for (let server = idle.pop(); server; server = idle.pop()) if (!server.isBroken()) return server
    return openServer(runner)
  }
  function giveBack(server: Server): void {
    if (server.isBroken()) return
    if (server.asked() >= commands) return server.kill()
    idle.push(server)
    setTimeout(() => {
      // The first one stays warm.
      const place = idle.indexOf(server)
      if (place > 0) idle.splice(place, 1)[0]?.kill()
    }, idleMilliseconds).unref()
  }
  async function ask(
    { command: { list }, paths = [], milliseconds = most.milliseconds, afterwards }: HgJob,
    take: Take,
  ): Promise<void> {
    const names = paths.length ? ['--', ...paths.map(path => `path:${path}`)] : []
    const words = [...list.map(word => Buffer.from(word)), ...names.map(name => Buffer.from(name, 'latin1'))]
    const begin = performance.now()
    for (const attempt of [1, 2]) {
      const server = takeServer()
      const { code, stderr, broken } = await server.ask({ words, take, milliseconds }).finally(() => giveBack(server))
      trace('hg %j: %s after %d ms', list, code, Math.round(performance.now() - begin))
      // One that died in its sleep has not begun.
      if (broken === 'at once' && attempt === 1) continue
      if (code !== 0 && !afterwards?.test(stderr))
        throw new Problem('unavailable', 'the tool failed', { tool: 'hg', command: list, code, stderr: stderr.trim() })
      return
    }
  }
  function checkQueue(queue: typeof running): void {
    if (queue.pendingCount >= most.waiting) throw new Problem('unavailable', 'too many programs are waiting to run')
  }

  return {
    async run(job) {
      checkQueue(running)
      const chunks: Buffer[] = []
      let bytes = 0
      await running(() =>
        ask(job, chunk => {
          bytes += chunk.length
          if (bytes > most.bytes) throw new Problem('unavailable', 'the tool said too much', { tool: 'hg' })
          chunks.push(chunk)
        }),
      )
      return Buffer.concat(chunks)
    },
    stream(job) {
      checkQueue(streaming)
      const out = new PassThrough()
      const take: Take = async chunk => {
        if (out.destroyed) throw new Problem('unavailable', 'nobody waits for the tool any more', { tool: 'hg' })
        if (!out.write(chunk)) await drained(out)
      }
      streaming(() => (out.destroyed ? undefined : ask({ milliseconds: slowMilliseconds, ...job }, take))).then(
        () => out.end(),
        (error: Error) => {
          // It was ended in the middle of a large answer: another one starts before somebody waits for it.
          if (out.destroyed && idle.length === 0) idle.push(openServer(runner))
          out.destroy(error)
        },
      )
      return out
    },
  }
}

type Take = (bytes: Buffer) => Promise<void> | void

/** Until there is room again, or nobody reads any more. */
function drained(out: PassThrough): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      out.off('drain', done).off('close', done)
      resolve()
    }
    out.on('drain', done).on('close', done)
  })
}
