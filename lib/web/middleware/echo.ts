import { echoPath } from '#domain/address-trials.ts'
import { echoMark } from '#domain/address-verdicts.ts'
import type { WebMiddleware } from './state.ts'

/**
 * Says which address reached the application, for those who look what in front of it breaks addresses. Knows nobody,
 * changes nothing, answers every method, and only in text.
 */
export function echo(): WebMiddleware {
  return async (ctx, next) => {
    const { url, base } = ctx.state.caller
    if (!url.slice(base.length).startsWith(echoPath)) return next()
    ctx.set('Cache-Control', 'no-store')
    ctx.status = /[?&]status=404(&|$)/.test(url) ? 404 : 200
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = `${echoMark}${ctx.method} ${url}\n`
  }
}
