import Tokens from 'csrf'
import type { Site } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import { report } from '#trace/trace.ts'
import { tokenName } from '../ui/token-field.ts'
import type { VisitSession } from '../visit.ts'
import { addFlash } from './flashes.ts'
import { formOf } from './form.ts'
import { originOf, type WebContext, type WebMiddleware } from './state.ts'

const tokens = new Tokens()
const secretKey = 'csrf'

/**
 * Refuses a form that this site did not send. The token alone is not trusted, and neither is the browser alone:
 * under Windows authentication every request is signed on, also one that another site made.
 */
export function csrfGuard({ config }: Site): WebMiddleware {
  return (ctx, next) => {
    forgetLeakedToken(ctx)
    if (ctx.method === 'GET' || ctx.method === 'HEAD' || ctx.state.hasKey) return next()
    if (!isFromHere(ctx, config.canonicalUrl)) report('web:csrf', 'refused a form from elsewhere: %s', ctx.path)
    else if (isTokenRight(ctx)) return next()
    throw new Problem('forbidden', 'the form came from elsewhere, or is too old; open the page again')
  }
}

/** A token for a form; salted, so that it differs each time and compression tells nothing about it. */
export function csrfToken(session: VisitSession): string {
  let secret = session.read(secretKey)
  if (typeof secret !== 'string') {
    secret = tokens.secretSync()
    session.write(secretKey, secret)
  }
  return tokens.create(String(secret))
}

/** What makes tokens good; '' until one was asked for. Never to be shown. */
export function secretOf(session: VisitSession): string {
  const secret = session.read(secretKey)
  return typeof secret === 'string' ? secret : ''
}

function isTokenRight(ctx: WebContext): boolean {
  const secret = secretOf(ctx.state.session)
  const token = formOf(ctx).get(tokenName)
  return secret !== '' && token !== null && tokens.verify(secret, token)
}

/** By what the browser says of the sender; a program that says nothing is judged by its token. */
function isFromHere(ctx: WebContext, canonicalUrl: string | null): boolean {
  const site = ctx.get('Sec-Fetch-Site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = ctx.get('Origin')
  if (!origin || origin === originOf(ctx)) return true
  return canonicalUrl !== null && URL.canParse(canonicalUrl) && origin === new URL(canonicalUrl).origin
}

/** A token in an address ends up in logs and referrers, so it is worth nothing any more. */
function forgetLeakedToken(ctx: WebContext): void {
  const { session } = ctx.state
  if (!new URLSearchParams(ctx.querystring).has(tokenName)) return
  session.write(secretKey, undefined)
  addFlash(session, {
    tone: 'bad',
    sentence: 'A form token was part of an address, where others may read it. All open forms have expired.',
  })
}
