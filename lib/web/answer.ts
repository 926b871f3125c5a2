import { openRepository } from '#domain/repository-access.ts'
import type { Site } from '#domain/site.ts'
import { formatAsciiJson } from '#std/ascii-json.ts'
import type { Repository } from '#vcs/repository.ts'
import { Html } from './html.ts'
import { openLock } from './lock.ts'
import type { WebContext } from './middleware/state.ts'
import { makeVisit } from './middleware/visit.ts'
import type { Page } from './page.ts'
import { refused } from './refusals.ts'
import type { Reply } from './reply.ts'
import { readSteadily } from './steady.ts'

/** From here on IIS's 32-bit count of a body's rest would go wrong, so the length stays unsaid (spec iisnode 2.7). */
const longestCounted = 2 ** 30

/** Opens the lock of a page, asks it, and turns what it says into the response. */
export async function answer(site: Site, ctx: WebContext, page: Page, params: unknown): Promise<void> {
  const { addressed } = ctx.state
  if (!ctx.state.visitor && page.lock !== 'anyone') throw refused(ctx.state.refusal)
  const visit = makeVisit(site, ctx)
  openLock(page.lock, visit.visitor, addressed)
  const ask = (place: object) => page.answer({ ...visit, ...place, params } as never) // `page()` tied both together
  if (addressed?.scope !== 'repository') return send(ctx, await ask(addressed ?? {}))
  const { repository, groups } = addressed
  const live = await openRepository(site, repository)
  const inside = (vcs: Repository) => ask({ repository, groups, vcs })
  send(ctx, await (page.method === 'GET' ? readSteadily(live, inside) : inside(live)))
}

function send(ctx: WebContext, reply: Html | Reply): void {
  ctx.set('Cache-Control', 'private, no-cache')
  if (reply instanceof Html) sendPage(ctx, 200, reply)
  else if (reply.as === 'page') sendPage(ctx, reply.status, reply.content)
  else if (reply.as === 'redirect') sendElsewhere(ctx, reply.to, reply.status)
  else if (reply.as === 'challenge') ctx.status = 401
  else if (reply.as === 'stream') sendStream(ctx, reply)
  else {
    ctx.status = reply.status
    ctx.body = reply.as === 'json' ? formatAsciiJson(reply.value) : reply.text
    ctx.type = reply.as === 'json' ? 'application/json; charset=utf-8' : reply.type
  }
}

export function sendPage(ctx: WebContext, status: number, content: Html): void {
  ctx.status = status
  ctx.body = Buffer.from(content.toString()) // its length is asked for, and so it is turned into bytes once
  ctx.type = 'text/html; charset=utf-8'
}

/** Never leaves this site, whatever a page was made to believe. */
export function sendElsewhere(ctx: WebContext, to: string, status: 301 | 302 | 303): void {
  if (!/^\/(?![/\\])[^\0-\x20\x7f]*$/.test(to)) throw new TypeError('a redirect must stay on this site')
  ctx.status = status
  ctx.redirect(to)
}

/** For programs that read no `filename*`: in ASCII, with nothing that any of them would take apart. */
function plainName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%;/]/g, '_')
}

function sendStream(ctx: WebContext, reply: Extract<Reply, { as: 'stream' }>): void {
  ctx.status = 200
  ctx.body = reply.body
  ctx.type = reply.type
  if (reply.length !== undefined && reply.length < longestCounted) ctx.length = reply.length
  if (reply.download !== undefined) ctx.attachment(reply.download, { fallback: plainName(reply.download) })
  if (reply.packed) ctx.compress = false
  if (reply.policy) ctx.set('Content-Security-Policy', reply.policy)
  if (reply.etag === undefined) return
  ctx.etag = reply.etag
  if (!ctx.fresh) return
  if (!Buffer.isBuffer(reply.body)) reply.body.destroy()
  ctx.status = 304
}
