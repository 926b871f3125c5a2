import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './thread.ts'

/** After this the thread is ended, whatever it does: no text may hold up the site. */
const patience = 1000

let worker: Promise<Worker> | undefined
let queue: Promise<unknown> = Promise.resolve()

/** Asks the thread, one job at a time; null where it has no answer or takes too long. */
export function ask(job: Job): Promise<Answer> {
  const asked = queue.then(() => run(job))
  queue = asked
  return asked
}

async function run(job: Job): Promise<Answer> {
  worker ??= start()
  const thread = await worker.catch(() => null)
  if (!thread) return forget()
  thread.ref()
  const signal = AbortSignal.timeout(patience)
  const message = once(thread, 'message', { signal })
  thread.postMessage(job)
  const answer = await message.catch(() => undefined)
  if (answer === undefined) {
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

/** Loading the grammars does not count as work on a text. */
async function start(): Promise<Worker> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  await once(thread, 'message')
  thread.on('error', forget) // e.g. out of memory; whoever waits for it hears of it through the exit or the time limit
  return thread
}
