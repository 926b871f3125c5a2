import { Worker } from 'node:worker_threads'
import { Problem } from '#std/problem.ts'
import { openProcess, type Post, type Process } from './process.ts'
import type { Report, Start } from './worker.ts'

/**
 * The worker thread that starts processes: made at the first one, and not keeping the server alive while nobody
 * waits.
 */
export interface Thread {
  start(start: Start, allowed: number): Process
  /** Keeps this process of ours alive until the returned function is called. */
  hold(): () => void
  /** How many processes were started. */
  started(): number
  /** Kills what still runs. */
  close(): Promise<void>
}

export function openThread(): Thread {
  const processes = new Map<number, Process>()
  let worker: Worker | null = null
  let count = 0
  let holders = 0
  let closed = false

  const post: Post = (order, transfer = []) => worker?.postMessage(order, transfer)

  function hear(message: Report): void {
    const about = processes.get(message.id)
    if (message.is === 'ended') processes.delete(message.id)
    about?.hear(message)
  }

  function lose(error: unknown): void {
    const ended = { code: null, signal: null, stderr: '', failure: `the worker ended: ${String(error)}` }
    worker = null
    for (const id of Array.from(processes.keys())) hear({ id, is: 'ended', ended })
  }

  function open(): Worker {
    const opened = new Worker(new URL('./worker.ts', import.meta.url), { name: 'processes', execArgv: [] })
    opened.on('message', hear)
    opened.on('error', lose)
    opened.on('exit', code => {
      if (worker === opened) lose(code)
    })
    if (holders === 0) opened.unref()
    return opened
  }

  return {
    start(start, allowed) {
      if (closed) throw new Problem('unavailable', 'no more programs are started')
      worker ??= open()
      const id = ++count
      const opened = openProcess({ id, start, allowed, post })
      processes.set(id, opened)
      return opened
    },
    hold() {
      if (holders++ === 0) worker?.ref()
      let held = true
      return () => {
        if (held && --holders === 0) worker?.unref()
        held = false
      }
    },
    started: () => count,
    async close() {
      closed = true
      worker?.ref()
      const all = [...processes.values()]
      for (const opened of all) opened.kill()
      await Promise.all(all.map(opened => opened.ended))
      await worker?.terminate()
      worker = null
    },
  }
}
