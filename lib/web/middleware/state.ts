import type Koa from 'koa'
import type { GroupRow } from '#db/repository-groups.ts'
import type { RepositoryRow } from '#db/repositories.ts'
import type { Refusal } from '#domain/sign-in.ts'
import type { Settings } from '#domain/settings.ts'
import type { Visitor } from '#domain/visitor.ts'
import type { Caller } from '#hosting/hosting.ts'
import type { TracedRequest } from '#trace/request.ts'
import type { VisitSession } from '../visit.ts'

/** What the middleware knows so far, each from the moment named. Pages see a Visit instead. */
export interface WebState {
  /** From the start. */
  caller: Caller
  /** From request.ts. */
  traced: TracedRequest
  /** From session.ts. */
  session: VisitSession
  /** From visitor.ts. */
  settings: Settings
  /** null: the session's account, or whom the host names, may not come in. */
  visitor: Visitor | null
  /** The visitor came with an API key, so no other site sent the request. */
  hasKey?: true
  /** Why there is no visitor. */
  refusal?: Refusal
  /** From repository.ts. */
  addressed?: Addressed
  /** From a page that will be another one the next time. */
  isPassing?: true
}

export type Addressed =
  | { readonly scope: 'repository'; readonly repository: RepositoryRow; readonly groups: readonly GroupRow[] }
  | { readonly scope: 'group'; readonly group: GroupRow; readonly groups: readonly GroupRow[] }

export type WebContext = Koa.ParameterizedContext<WebState>
export type WebMiddleware = Koa.Middleware<WebState>

/** `https://host[:port]` of this request. Koa's own `ctx.origin` is the header that the client sends. */
export function originOf(ctx: WebContext): string {
  return `${ctx.state.caller.https ? 'https' : 'http'}://${ctx.host}`
}
