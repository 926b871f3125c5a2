import { AsyncLocalStorage } from 'node:async_hooks'

const running = new AsyncLocalStorage<string>() // the only one: it carries the id for the trace and nothing else

/** Runs `work` so that every trace line below it carries this id. */
export function withRequest<Result>(id: string, work: () => Result): Result {
  return running.run(id, work)
}

/** Of the request that is running, or undefined outside one. */
export function requestId(): string | undefined {
  return running.getStore()
}
