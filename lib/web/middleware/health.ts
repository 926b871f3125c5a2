import { pathOf } from '../route.ts'
import { routes } from '../routes.ts'
import type { WebMiddleware } from './state.ts'

/** Answers the host's and the monitoring's question before anything is opened: no session, no visitor, no database. */
export function health(): WebMiddleware {
  const address = pathOf(routes.health, {})
  return async (ctx, next) => {
    if (ctx.path !== address) {
      await next()
      return
    }
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') ctx.throw(405)
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { status: 'ok' }
  }
}
