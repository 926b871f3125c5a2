import { createHash } from 'node:crypto'
import type { Config } from '#config/config.ts'
import { stampOfPeople } from '#domain/people.ts'
import type { Site } from '#domain/site.ts'
import { codeStamp } from '#std/product.ts'
import { levelOf } from '../lock.ts'
import type { Visit } from '../visit.ts'
import { secretOf } from './csrf.ts'
import type { Addressed, WebContext } from './state.ts'

export interface Marked {
  readonly site: Site
  readonly ctx: WebContext
  readonly visit: Visit
  readonly addressed: Addressed & { readonly scope: 'repository' }
  /** Of the repository, and what else stands beside. */
  readonly beside: unknown
}

/** Names an answer that lasts: everything that shows on it, or decides what does, but for the commits named. */
export async function markOf({ site, ctx, visit, addressed, beside }: Marked): Promise<string> {
  const { session, look, settings, visitor, caller } = visit
  const shown = {
    code: codeStamp(),
    config: configStamp(site.config),
    address: [visit.origin, caller.base, ctx.path, ctx.querystring, visit.partial, visit.fromScript],
    day: visit.now.toISOString().slice(0, 10), // “3 days ago”
    visitor: [visitor.user, visitor.kind, visitor.external, visitor.permissions.isAdmin, caller.user, caller.authType],
    level: levelOf(visitor, addressed),
    session: secretOf(session),
    place: addressed,
    people: await stampOfPeople(site),
    look,
    settings,
    beside,
  }
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url')
}

const stamps = new WeakMap<Config, string>()

function configStamp(config: Config): string {
  const known = stamps.get(config)
  if (known !== undefined) return known
  const text = JSON.stringify(config, (_, value: unknown) => {
    if (value instanceof Map || value instanceof Set) return [...value]
    return value instanceof RegExp ? String(value) : value
  })
  const stamp = createHash('sha256').update(text).digest('base64url')
  stamps.set(config, stamp)
  return stamp
}
