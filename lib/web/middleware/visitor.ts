import { readSettings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import { findVisitor } from '#domain/visitor.ts'
import { noteUser } from '#trace/request.ts'
import type { VisitSession } from '../visit.ts'
import { enterByKey, keyOf } from './api-key.ts'
import type { WebContext, WebMiddleware } from './state.ts'

/** Who asks: who has the key that was sent, else the session's account, else whom the host names, else a stranger. */
export function visitors(site: Site): WebMiddleware {
  return async (ctx, next) => {
    ctx.state.settings = await readSettings(site)
    const key = keyOf(ctx)
    if (key === null) await enter(site, ctx)
    else await enterByKey(site, ctx, key)
    const { visitor, caller } = ctx.state
    noteUser((visitor?.kind === 'user' && visitor.user?.username) || caller.user)
    await next()
  }
}

async function enter(site: Site, ctx: WebContext): Promise<void> {
  const { caller, session } = ctx.state
  const found = await findVisitor(site, { caller, session: accountOf(session) })
  if (typeof found === 'string') ctx.state.refusal = found
  const { visitor, signOn } = typeof found === 'string' ? { visitor: null } : found
  ctx.state.visitor = visitor
  if (signOn) session.signIn(signOn.userId, { external: signOn.external, remember: false })
}

function accountOf(session: VisitSession): { readonly userId: number; readonly external: boolean } | null {
  const kept = session.read('authuser')
  if (typeof kept !== 'object' || kept === null || !('user_id' in kept) || typeof kept.user_id !== 'number') return null
  return { userId: kept.user_id, external: 'is_external_auth' in kept && kept.is_external_auth === true }
}
