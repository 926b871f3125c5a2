import { Problem } from '#std/problem.ts'
import type { WebMiddleware } from './state.ts'

/**
 * Refuses what no page can keep as it was sent: bytes that are no UTF-8, which would silently become other signs, and
 * NUL, at which databases and tools cut a text off. The path is looked at where it is taken apart.
 */
export function onlyText(): WebMiddleware {
  return (ctx, next) => {
    if (!isText(ctx.querystring)) ctx.throw(400)
    if (!isText(ctx.request.rawBody ?? '')) throw new Problem('invalid', 'the form is not text in UTF-8')
    return next()
  }
}

/** Of text as addresses and forms encode it. A percent sign that encodes nothing is one that somebody typed. */
function isText(encoded: string): boolean {
  const runs = encoded.match(/(?:%[\da-f]{2})+/gi) ?? []
  return !/[\0\ufffd]/.test(encoded) && runs.every(run => !run.includes('%00') && isUtf8(run))
}

function isUtf8(run: string): boolean {
  try {
    decodeURIComponent(run)
    return true
  } catch {
    return false
  }
}
