import type { Html } from './html.ts'
import type { Lasting } from './lasting.ts'
import type { Lock } from './lock.ts'
import type { Reply } from './reply.ts'
import type { Route, Scope } from './route.ts'
import type { VisitAt } from './visit.ts'

export interface Page {
  readonly method: 'GET' | 'POST'
  readonly route: Route
  readonly lock: Lock
  readonly lasting?: Lasting
  readonly answer: (visit: never) => Html | Reply | Promise<Html | Reply>
}

/** Answers GET and HEAD at an address; changes nothing. */
export function page<Pattern extends string, Where extends Scope>(
  route: Route<Pattern, Where>,
  lock: Lock,
  answer: (visit: VisitAt<Pattern, Where>) => Html | Reply | Promise<Html | Reply>,
): Page {
  return { method: 'GET', route, lock, answer }
}

/** Answers POST at an address; the CSRF guard was passed. */
export function action<Pattern extends string, Where extends Scope>(
  route: Route<Pattern, Where>,
  lock: Lock,
  answer: (visit: VisitAt<Pattern, Where>) => Html | Reply | Promise<Html | Reply>,
): Page {
  return { method: 'POST', route, lock, answer }
}
