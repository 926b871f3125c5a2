import { openRepository } from '#domain/repository-access.ts'
import type { Site } from '#domain/site.ts'
import { formatAsciiJson } from '#std/ascii-json.ts'
import type { Repository } from '#vcs/repository.ts'
import { cutRange, parseRange } from './byte-range.ts'
import { Html } from './html.ts'
import { isOpen, openLock } from './lock.ts'
import { hasFlashes } from './middleware/flashes.ts'
import { type Asked, findMark, noteSeen, sendKnown } from './middleware/known.ts'
import type { WebContext } from './middleware/state.ts'
import { makeVisit } from './middleware/visit.ts'
import type { Page } from './page.ts'
import { refused } from './refusals.ts'
import type { Reply } from './reply.ts'
import { readSteadily } from './steady.ts'
import type { Visit } from './visit.ts'

/** From here on IIS's 32-bit count of a body's rest would go wrong, so the length stays unsaid (spec iisnode 2.7). */
const longestCounted = 2 ** 30

/** Opens the lock of a page, asks it, and turns what it says into the response. */
export async function answer(site: Site, ctx: WebContext, page: Page, params: unknown): Promise<void> {
  const { addressed, caller } = ctx.state
  const isForAll = isOpen(page.lock, caller)
  if (!ctx.state.visitor && !isForAll) throw refused(ctx.state.refusal)
  const visit = makeVisit(site, ctx)
  if (!isForAll) openLock(page.lock, visit.visitor, addressed)
  const ask = (place: object) => page.answer({ ...visit, ...place, params } as never) // `page()` tied both together
  if (addressed?.scope !== 'repository') return send(ctx, await ask(addressed ?? {}))
  const asked = page.lasting && askedOf({ site, ctx, visit, addressed, params, lasting: page.lasting })
  if (asked && (await sendKnown(asked))) return
  const hadFlashes = hasFlashes(visit.session)
  const { repository, groups } = addressed
  const live = await openRepository(site, repository)
  if (asked) {
    noteSeen(visit, repository.id, await live.steady())
    if (await sendKnown(asked)) return
  }
  let shown = live
  const inside = (vcs: Repository) => {
    shown = vcs
    return ask({ repository, groups, vcs })
  }
  if (page.method !== 'GET') return send(ctx, await inside(live))
  const reply = await readSteadily(live, inside)
  noteSeen(visit, repository.id, shown)
  const mark = asked && !hadFlashes ? await findMark(asked, shown) : null
  send(ctx, mark !== null && 'as' in reply && reply.as === 'stream' ? { ...reply, etag: mark } : reply)
  if (mark !== null && ctx.status === 200) ctx.set('ETag', mark)
}

interface Asking extends Omit<Asked, 'visit'> {
  readonly visit: Visit
  readonly params: unknown
}

function askedOf({ params, visit, ...about }: Asking): Asked {
  return { ...about, visit: { ...visit, params: params as Asked['visit']['params'] } } // as the router gives them
}

function send(ctx: WebContext, reply: Html | Reply): void {
  ctx.set('Cache-Control', 'private, no-cache')
  if (reply instanceof Html) sendPage(ctx, 200, reply)
  else if (reply.as === 'page') {
    sendPage(ctx, reply.status, reply.content)
    if (reply.frames) allowFrame(ctx)
  } else if (reply.as === 'redirect') sendElsewhere(ctx, reply.to, reply.status)
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

function allowFrame(ctx: WebContext): void {
  const policy = ctx.response.get('Content-Security-Policy')
  ctx.set('Content-Security-Policy', policy.replace("frame-src 'none'", "frame-src 'self'"))
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

type StreamReply = Extract<Reply, { as: 'stream' }>

function sendStream(ctx: WebContext, reply: StreamReply): void {
  const { body, type, length } = reply
  ctx.status = 200
  if (reply.policy) ctx.set('Content-Security-Policy', reply.policy)
  if (reply.framed) ctx.set('X-Frame-Options', 'SAMEORIGIN')
  if (reply.etag !== undefined) {
    ctx.etag = reply.etag
    if (ctx.fresh) return sendNothing(ctx, body, 304)
  }
  if (reply.packed || reply.ranges) ctx.compress = false
  if (!reply.ranges || length === undefined) sendBytes(ctx, body, type, length)
  else sendRange(ctx, body, type, length)
  if (reply.download !== undefined) ctx.attachment(reply.download, { fallback: plainName(reply.download) })
}

function sendBytes(ctx: WebContext, body: StreamReply['body'], type: string, length: number | undefined): void {
  ctx.body = body
  ctx.type = type
  if (length !== undefined && length < longestCounted) ctx.length = length
}

function sendNothing(ctx: WebContext, body: StreamReply['body'], status: 304 | 416): void {
  if (!Buffer.isBuffer(body)) body.destroy()
  ctx.body = null
  ctx.status = status
}

/** The part that was asked for, so that a player can jump; all of it where the part before was of another file. */
function sendRange(ctx: WebContext, body: StreamReply['body'], type: string, length: number): void {
  ctx.set('Accept-Ranges', 'bytes')
  const condition = ctx.get('If-Range')
  const range = condition === '' || condition === ctx.response.get('ETag') ? parseRange(ctx.get('Range'), length) : null
  if (range === null) return sendBytes(ctx, body, type, length)
  if (range === 'outside') {
    ctx.set('Content-Range', `bytes */${length}`)
    return sendNothing(ctx, body, 416)
  }
  ctx.status = 206
  ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${length}`)
  sendBytes(ctx, cutRange(body, range), type, range.end - range.start + 1)
}
