import { findKeyHolder } from '#domain/api-keys.ts'
import type { Site } from '#domain/site.ts'
import { Problem } from '#std/problem.ts'
import type { VisitSession } from '../visit.ts'
import type { WebContext } from './state.ts'

/** The key that a program sends, in a header or else in the address; null where it sends none. */
export function keyOf(ctx: WebContext): string | null {
  const bearer = /^bearer(?: +(.*))?$/i.exec(ctx.get('Authorization'))
  if (bearer) return bearer[1]?.trim() ?? ''
  return new URLSearchParams(ctx.querystring).getAll(parameter).at(-1) ?? null
}

const parameter = 'api_key'

/** Whoever has the key asks, whatever a session or the host says; a key that opens nothing is refused everywhere. */
export async function enterByKey(site: Site, ctx: WebContext, key: string): Promise<void> {
  const visitor = await findKeyHolder(site, key, ctx.state.caller.address)
  if (!visitor) throw new Problem('forbidden', 'this API key opens nothing, or not from where you are')
  ctx.state.visitor = visitor
  ctx.state.session = noSession
  ctx.state.hasKey = true
}

/** A program keeps no cookie: nothing is remembered from one of its requests to the next. */
const noSession: VisitSession = {
  signIn: () => {},
  signOut: () => {},
  read: () => undefined,
  write: () => {},
}

/** An address as it may be linked: without the key. */
export function withoutKey(url: string): string {
  const [path = '', search] = url.split(/\?(.*)/s)
  const kept = search?.split('&').filter(part => !isKey(part)) ?? []
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`
}

function isKey(part: string): boolean {
  return new URLSearchParams(part).has(parameter)
}
