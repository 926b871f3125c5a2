import { randomBytes } from 'node:crypto'
import type { Site } from '#domain/site.ts'
import { Problem, type ProblemKind } from '#std/problem.ts'
import { currentRequest, withRequest } from '#trace/request.ts'
import { report } from '#trace/trace.ts'
import { sendElsewhere, sendPage } from './answer.ts'
import type { WebContext, WebMiddleware } from './middleware/state.ts'
import { makeStage, makeVisit } from './middleware/visit.ts'
import { returnAddress } from './came-from.ts'
import { pathOf } from './route.ts'
import { routes } from './routes.ts'
import { bareErrorPage, errorPage, type Failure } from './ui/error-page.ts'

const statuses: Readonly<Record<Exclude<ProblemKind, 'unauthenticated'>, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
}

/** Says what went wrong on a page of the visitor's; `plain` where session and visitor may be what went wrong. */
export function problems(site: Site, look: 'with visitor' | 'plain'): WebMiddleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (caught) {
      if (caught instanceof Problem && caught.kind === 'unauthenticated') return toLogin(ctx)
      if (isGone(caught)) return
      show(ctx, failureOf(caught), failure =>
        look === 'plain' ? bareErrorPage(makeStage(ctx), failure) : errorPage(makeVisit(site, ctx), failure),
      )
    }
  }
}

function show(ctx: WebContext, failure: Failure, page: (failure: Failure) => Parameters<typeof sendPage>[2]): void {
  ctx.remove('Content-Disposition')
  ctx.set('Cache-Control', 'private, no-store')
  if (failure.status === 503) ctx.set('Retry-After', '10')
  sendPage(ctx, failure.status, page(failure))
}

/** After signing in the visitor comes back here. */
function toLogin(ctx: WebContext): void {
  const { base } = ctx.state.caller
  ctx.set('Cache-Control', 'private, no-store')
  sendElsewhere(ctx, base + pathOf(routes.login, {}, { came_from: returnAddress(ctx.state.caller, ctx.url) }), 302)
}

function failureOf(caught: unknown): Failure {
  if (caught instanceof Problem && caught.kind !== 'unauthenticated') {
    if (caught.kind === 'unavailable') report('web:errors', '%s %o', caught.message, caught.facts)
    return { status: statuses[caught.kind], sentence: caught.message }
  }
  const status = statusOf(caught)
  return status === null ? incidentOf(caught) : { status, sentence: '' }
}

/** What Koa and the body parser refuse: their errors carry the status of the client's mistake. */
function statusOf(caught: unknown): number | null {
  if (!(caught instanceof Error) || !('status' in caught) || typeof caught.status !== 'number') return null
  return caught.status >= 400 && caught.status < 500 ? caught.status : null
}

/** The client hung up: nobody is left to be told, and nothing is wrong. */
function isGone(caught: unknown): boolean {
  if (!(caught instanceof Error) || !('code' in caught)) return false
  return /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(String(caught.code))
}

/** What broke when the answer was on its way already: the visitor cannot be told any more. */
export function reportBroken(caught: unknown, ctx: Pick<WebContext, 'state'> | undefined): void {
  if (isGone(caught)) return
  const traced = ctx?.state.traced
  if (traced) withRequest(traced, () => incidentOf(caught))
  else incidentOf(caught)
}

/** A bug: told once to the administrators, with the number that the visitor is shown. */
function incidentOf(caught: unknown): Failure {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '')
  const incident = `K-${day}-${currentRequest()?.id ?? randomBytes(4).toString('hex')}`
  report('web:errors', '%s %s', incident, caught instanceof Error ? toldOf(caught) : String(caught))
  return { status: 500, sentence: '', incident }
}

/** With what caused it, down to the ground. */
function toldOf(error: Error): string {
  const text = error.stack ?? error.message
  return error.cause instanceof Error ? `${text}\ncaused by ${toldOf(error.cause)}` : text
}
