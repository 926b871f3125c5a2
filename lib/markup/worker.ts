import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './thread.ts'

/**
 * After so many milliseconds the thread is ended, whatever it does: no text may hold up the site. Time of the
 * processor is counted, since it is no fault of a text when the machine has other work; but the clock has a say too.
 */
const patience = { processor: 1000, clock: 10_000 }

let worker: Promise<Worker> | undefined
let queue: Promise<unknown> = Promise.resolve()

/** Asks the thread, one job at a time; null where it has no answer or takes too long. */
export function ask(job: Job): Promise<Answer> {
  const asked = queue.then(() => run(job))
  queue = asked
  return asked
}

/** Starts the thread before somebody waits for it: that takes as long as a large page. */
export function warmUp(): Promise<Answer> {
  return ask({ what: 'highlight', texts: ['let ready = true\n'], language: 'javascript' })
}

async function run(job: Job): Promise<Answer> {
  worker ??= start()
  const thread = await worker.catch(() => null)
  if (!thread) return forget()
  thread.ref()
  const done = new AbortController()
  const message = once(thread, 'message', { signal: done.signal }).catch(() => null)
  thread.postMessage(job)
  const answer = await Promise.race([message, patienceEnds(thread, done.signal)])
  done.abort()
  if (!answer) {
    await thread.terminate()
    return forget()
  }
  thread.unref()
  return (answer as [{ answer: Answer }])[0].answer // what thread.ts posts
}

function forget(): null {
  worker = undefined
  return null
}

async function patienceEnds(thread: Worker, signal: AbortSignal): Promise<null> {
  const begun = performance.now()
  const before = await processorTime(thread)
  while (!signal.aborted && performance.now() - begun < patience.clock) {
    await delay(50, undefined, { signal }).catch(() => {})
    if (!signal.aborted && (await processorTime(thread)) - before > patience.processor) return null
  }
  return null
}

/** Milliseconds; a thread that cannot even be asked for it has used up all. Node 22 only knows how long it was busy. */
async function processorTime(thread: Worker): Promise<number> {
  if (!('cpuUsage' in thread)) return busyTime(thread)
  const used = thread.cpuUsage().then(({ user, system }) => (user + system) / 1000)
  return Promise.race([used, delay(patience.clock, Infinity, { ref: false })]).catch(() => Infinity)
}

function busyTime({ performance: clock }: Pick<Worker, 'performance'>): number {
  return clock.eventLoopUtilization().active
}

/** Loading the grammars does not count as work on a text. */
async function start(): Promise<Worker> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  await once(thread, 'message')
  thread.on('error', forget) // e.g. out of memory; whoever waits for it hears of it through the exit or the time limit
  return thread
}
