import type { IncomingMessage } from 'node:http'
import Koa from 'koa'
import type { Site } from '#domain/site.ts'
import type { Caller, Handler } from '#hosting/hosting.ts'
import { groundSteps, pageSteps, reportBroken, type WebState } from '#web/web.ts'

export { warmUp } from '#web/web.ts'

/** The whole server as one Koa application. The host says who is calling; nothing of that is read from headers. */
export function createApp(site: Site): Handler {
  const callers: Callers = new WeakMap()
  const app = new Koa<WebState>()
  app.on('error', reportBroken)
  believeTheHost(app, callers)
  app.use((ctx, next) => {
    ctx.state.caller = callerOf(callers, ctx.req)
    return next()
  })
  for (const step of [...groundSteps(site), ...pageSteps(app, site)]) app.use(step)
  const handle = app.callback()
  return (request, response, caller) => {
    callers.set(request, caller)
    void handle(request, response)
  }
}

/** Koa's own idea of address and scheme comes from the socket, which is a pipe or a proxy here. */
function believeTheHost(app: Koa<WebState>, callers: Callers): void {
  Object.defineProperties(app.request, {
    ip: { get: fromCaller(callers, caller => caller.address) },
    protocol: { get: fromCaller(callers, caller => (caller.https ? 'https' : 'http')) },
  })
}

function fromCaller(callers: Callers, read: (caller: Caller) => string) {
  return function get(this: { readonly req: IncomingMessage }): string {
    return read(callerOf(callers, this.req))
  }
}

function callerOf(callers: Callers, request: IncomingMessage): Caller {
  const caller = callers.get(request)
  if (!caller) throw new TypeError('a request without a caller')
  return caller
}

type Callers = WeakMap<IncomingMessage, Caller>
