import type Koa from 'koa'
import koaSession from 'koa-session'
import { sessionIds } from '#domain/session-ids.ts'
import { sessionStore } from '#domain/sessions.ts'
import type { Site } from '#domain/site.ts'
import { BrowserSession, type CookieAge, type HeldSession } from './browser-session.ts'
import { watchForeignSessions } from './foreign-session.ts'
import type { WebContext, WebMiddleware, WebState } from './state.ts'

/** The session of this browser: read from the database where the cookie names one, written only when it changed. */
export function sessions(app: Koa<WebState>, site: Site): readonly WebMiddleware[] {
  const { session } = site.config
  const options = {
    key: session.key,
    maxAge: usualAge(site),
    autoCommit: false, // it would write a second time after `regenerate`, and forget the lifetime
    httpOnly: session.httpOnly,
    signed: false, // the id is 192 random bits; a signature would add nothing
    sameSite: session.sameSite.toLowerCase(),
    store: sessionStore(site),
    genid: sessionIds(site.config).make,
  }
  watchForeignSessions(app, site)
  return [koaSession(options, app), (ctx, next) => withSession(ctx, site, next)]
}

const forEver = 10 * 365 * 86_400_000 // browsers shorten it to what they allow

function usualAge({ config }: Pick<Site, 'config'>): CookieAge {
  const life = config.session.cookieExpires
  if (life === 'for ever') return forEver
  return life === 'session' ? life : life * 1000
}

async function withSession(ctx: WebContext, site: Site, next: Koa.Next): Promise<void> {
  const { config } = site
  const held = ctx as unknown as HeldSession // what koa-session adds to the context has no types
  const secure = config.session.secure ?? ctx.state.caller.https
  ctx.cookies.secure = secure
  Object.assign(held.sessionOptions, {
    path: config.session.cookiePath ?? (ctx.state.caller.base || '/'),
    secure,
    ...(config.session.cookieDomain && { domain: config.session.cookieDomain }),
  })
  const session = new BrowserSession(held, ctx.state.caller.user, usualAge(site))
  ctx.state.session = session
  try {
    await next()
  } finally {
    await session.finish()
  }
}
