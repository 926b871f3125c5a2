import { translator } from '#i18n/i18n.ts'
import type { Site } from '#domain/site.ts'
import { assetPath } from '../assets.ts'
import { pathOf } from '../route.ts'
import type { Look, Visit } from '../visit.ts'
import { withoutKey } from './api-key.ts'
import { csrfToken } from './csrf.ts'
import { addFlash, takeFlashes } from './flashes.ts'
import { formOf } from './form.ts'
import { originOf, type WebContext } from './state.ts'

/** What a page sees of the request. */
export function makeVisit(site: Site, ctx: WebContext): Visit {
  const { caller, session, settings, visitor } = ctx.state
  return {
    ...makeStage(ctx),
    site,
    settings,
    visitor: visitor ?? stranger(),
    now: site.now(),
    query: new URLSearchParams(ctx.querystring),
    form: formOf(ctx),
    url: ctx.state.hasKey ? withoutKey(ctx.url) : ctx.url,
    origin: originOf(ctx),
    fromScript: ctx.get('X-Requested-With') === 'XMLHttpRequest',
    partial: ctx.get('X-PARTIAL-XHR') !== '',
    passing: () => {
      ctx.state.isPassing = true
    },
    csrf: () => csrfToken(session),
    flash: (tone, sentence) => addFlash(session, { tone, sentence }),
    takeFlashes: () => takeFlashes(session),
    session,
    choose: (name, value) =>
      ctx.cookies.set(name, value ?? '', {
        path: caller.base || '/',
        httpOnly: false, // the script of the pages changes it too
        sameSite: 'lax',
        overwrite: true,
        ...(value === null ? { expires: new Date(0) } : { maxAge: 31_536_000_000 }),
      }),
  }
}

/** What can be known without session and database, for the page that says that these failed. */
export function makeStage(ctx: WebContext): Pick<Visit, 't' | 'to' | 'asset' | 'look' | 'caller'> {
  const { caller } = ctx.state
  return {
    caller,
    t: translator(),
    to: (route, needs, query) => caller.base + pathOf(route, needs, query),
    asset: name => caller.base + assetPath(name),
    look: lookOf(ctx),
  }
}

function lookOf(ctx: WebContext): Look {
  const theme = ctx.cookies.get('theme')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    density: ctx.cookies.get('density') === 'compact' ? 'compact' : null,
    wrap: ctx.cookies.get('wrap') === 'on',
    keys: ctx.cookies.get('keys') === 'off' ? 'off' : 'on',
  }
}

/** Whoever was refused sees only pages for anyone, as nobody. */
function stranger(): Visit['visitor'] {
  const permissions = { isAdmin: false, global: new Set<string>(), repository: no, group: no, userGroup: no } as const
  return { user: null, kind: 'nobody', external: false, permissions }
}

function no(): 'none' {
  return 'none'
}
