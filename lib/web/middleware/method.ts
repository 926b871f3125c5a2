import type { WebMiddleware } from './state.ts'

const methods = new Set(['GET', 'HEAD', 'POST'])

/** Only what the pages know. `_method`, by which some frameworks disguise a method, is refused as Kallithea does. */
export function knownMethods(): WebMiddleware {
  return (ctx, next) => {
    if (!methods.has(ctx.method) || new URLSearchParams(ctx.querystring).has('_method')) {
      ctx.set('Allow', [...methods].join(', '))
      ctx.throw(405)
    }
    return next()
  }
}
