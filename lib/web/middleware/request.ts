import { randomBytes } from 'node:crypto'
import { type TracedRequest, withRequest } from '#trace/request.ts'
import { tracer } from '#trace/trace.ts'
import { pathOf } from '../route.ts'
import { routes } from '../routes.ts'
import type { WebMiddleware } from './state.ts'

const trace = tracer('web:request')

/** Gives every request the number that its lines in the trace have, and traces its beginning and its end. */
export function requests(): WebMiddleware {
  const looking = pathOf(routes.admin.traceLines, {})
  return async (ctx, next) => {
    const { method, path } = ctx
    const traced: TracedRequest = {
      id: randomBytes(4).toString('hex'),
      method,
      address: ctx.state.caller.url,
      user: null,
      isQuiet: path === looking,
    }
    ctx.state.traced = traced
    const begun = performance.now()
    ctx.res.once('close', () => withRequest(traced, () => traceEnd(ctx.res, performance.now() - begun)))
    await withRequest(traced, async () => {
      trace('%s %s', method, traced.address)
      await next()
    })
  }
}

function traceEnd({ statusCode, writableFinished }: { statusCode: number; writableFinished: boolean }, took: number) {
  if (writableFinished) trace('%d after %d ms', statusCode, Math.round(took))
  else trace('broken off after %d ms', Math.round(took))
}
