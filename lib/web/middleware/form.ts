import { bodyParser } from '@koa/bodyparser'
import type { WebContext, WebMiddleware } from './state.ts'

const fields = new WeakMap<object, URLSearchParams>()

/** Reads the fields of a sent form, up to a megabyte. Other bodies stay unread: no page asks for them. */
export function forms(): WebMiddleware {
  const parse = bodyParser({ enableTypes: ['form'], formLimit: '1mb' })
  return (ctx, next) =>
    parse(ctx, () => {
      if (ctx.request.rawBody) fields.set(ctx.req, new URLSearchParams(ctx.request.rawBody))
      if (formOf(ctx).has('_method')) ctx.throw(405)
      return next()
    })
}

/** The fields as sent, in order; none for GET. */
export function formOf(ctx: WebContext): URLSearchParams {
  return fields.get(ctx.req) ?? new URLSearchParams()
}
