import { AsyncLocalStorage } from 'node:async_hooks'

/** What the trace says of a request. */
export interface TracedRequest {
  readonly id: string
  readonly method: string
  readonly address: string
  /** Known once somebody has looked who asks. */
  user: string | null
  /** It only looks at the trace: what it does is not traced, or looking would never come to an end. */
  readonly isQuiet: boolean
}

const running = new AsyncLocalStorage<TracedRequest>() // the only one: for the trace, and nothing else is read from it

/** Runs `work` so that every line below it is known to belong to this request. */
export function withRequest<Result>(request: TracedRequest, work: () => Result): Result {
  return running.run(request, work)
}

/** The request that is running, or undefined outside one. */
export function currentRequest(): TracedRequest | undefined {
  return running.getStore()
}

/** Whose request it is: the lines from now on say so. */
export function noteUser(name: string | null): void {
  const request = running.getStore()
  if (request) request.user = name
}
