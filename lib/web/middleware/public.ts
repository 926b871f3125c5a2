import serve from 'koa-static'
import { isCurrent, publicFolder, publicPath } from '../assets.ts'
import type { WebMiddleware } from './state.ts'

const address = new RegExp(`^${publicPath}/([0-9a-f]{12})/([\\w.-]+)$`)
const year = 31_536_000

/** Serves lib/web/public. A page from before an update gets the file of today, but may not keep it. */
export function publicFiles(): WebMiddleware {
  const files = serve(publicFolder, { index: false })
  return async (ctx, next) => {
    const [, hash, name] = address.exec(ctx.path) ?? []
    if (!hash || !name) return next()
    ctx.path = `/${name}`
    await files(ctx, async () => ctx.throw(404))
    if (ctx.status >= 400) return
    ctx.set('Cache-Control', isCurrent(name, hash) ? `public, max-age=${year}, immutable` : 'no-cache')
  }
}
