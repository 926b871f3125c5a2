import type Koa from 'koa'
import type { Site } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import { problems } from './errors.ts'
import { compression } from './middleware/compression.ts'
import { csrfGuard } from './middleware/csrf.ts'
import { echo } from './middleware/echo.ts'
import { forms } from './middleware/form.ts'
import { health } from './middleware/health.ts'
import { knownMethods } from './middleware/method.ts'
import { onlyText } from './middleware/only-text.ts'
import { publicFiles } from './middleware/public.ts'
import { addresses } from './middleware/repository.ts'
import { requests } from './middleware/request.ts'
import { security } from './middleware/security.ts'
import { sessions } from './middleware/session.ts'
import type { WebMiddleware, WebState } from './middleware/state.ts'
import { visitors } from './middleware/visitor.ts'
import { dispatcher } from './router.ts'

export { warmUp } from '#markup/worker.ts'
export { reportBroken } from './errors.ts'
export type { WebState } from './middleware/state.ts'

/** What every request gets, whoever answers it: its lines in the trace, headers, a page when it fails, the look. */
export function groundSteps(site: Site): readonly WebMiddleware[] {
  return [
    requests(),
    security({ strictTransport: site.config.useHtsts }),
    compression(),
    problems(site, 'plain'),
    publicFiles(),
    health(),
    vouchedFor(),
    echo(),
  ]
}

/** The pages, from the session to the handler; the last step answers or throws. */
export function pageSteps(app: Koa<WebState>, site: Site): readonly WebMiddleware[] {
  return [
    knownMethods(),
    forms(),
    ...sessions(app, site),
    visitors(site),
    problems(site, 'with visitor'),
    onlyText(),
    csrfGuard(site),
    addresses(site, dispatcher(site)),
  ]
}

/** Without the host's word nobody knows who asks, from where, or at which address: only health is answered. */
function vouchedFor(): WebMiddleware {
  return (ctx, next) => {
    if (!ctx.state.caller.trusted) throw new Problem('unavailable', 'the host said nothing about this request')
    return next()
  }
}
