import { pathOf, type Needs, type Query, type Route, type Scope } from './route.ts'
import type { Visit } from './visit.ts'

/** A whole address of this site, for what is read elsewhere: below `canonical_url`, else as it was asked. */
export function absolute<Pattern extends string, Where extends Scope>(
  { site, origin, caller }: Pick<Visit, 'site' | 'origin' | 'caller'>,
  route: Route<Pattern, Where>,
  needs: Needs<Pattern, Where>,
  query?: Query,
): string {
  const root = site.config.canonicalUrl ?? origin + caller.base
  return root.replace(/\/+$/, '') + pathOf(route, needs, query)
}
