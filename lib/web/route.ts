/** `/users/:name` → { name }; `/files/:revision/*path` → { revision, path }. */
export type Params<Pattern extends string> = Pattern extends `${infer Head}/${infer Tail}`
  ? Params<Head> & Params<Tail>
  : Pattern extends `:${infer Name}` | `*${infer Name}`
    ? { readonly [Key in Name]: string }
    : unknown

/** site: the whole path. repository: what follows the repository's name. group: what follows the group's name. */
export type Scope = 'site' | 'repository' | 'group'

export interface Route<Pattern extends string = string, Where extends Scope = Scope> {
  readonly scope: Where
  readonly pattern: Pattern
}

/** What an address needs: the parameters of its pattern, and the name of the repository or group it stands under. */
export type Needs<Pattern extends string, Where extends Scope> = Params<Pattern> &
  (Where extends 'repository'
    ? { readonly repository: string }
    : Where extends 'group'
      ? { readonly group: string }
      : unknown)

export type Query = Readonly<Record<string, string | number | null | undefined>>

export function siteRoute<Pattern extends string>(pattern: Pattern): Route<Pattern, 'site'> {
  return { scope: 'site', pattern }
}

export function repositoryRoute<Pattern extends string>(pattern: Pattern): Route<Pattern, 'repository'> {
  return { scope: 'repository', pattern }
}

export function groupRoute<Pattern extends string>(pattern: Pattern): Route<Pattern, 'group'> {
  return { scope: 'group', pattern }
}

/** The path of a route, every segment encoded, without the base path. Slashes stay in `*` parameters and in names. */
export function pathOf<Pattern extends string, Where extends Scope>(
  route: Route<Pattern, Where>,
  needs: Needs<Pattern, Where>,
  query: Query = {},
): string {
  const values = needs as Readonly<Record<string, string>> // Needs is one, but for an open type parameter
  const under = route.scope === 'site' ? '' : `/${encodePath(values[route.scope] ?? '')}`
  const rest = route.pattern
    .replace(/:(\w+)/g, (_, name: string) => encodeSegment(values[name] ?? ''))
    .replace(/\*(\w+)/g, (_, name: string) => encodePath(values[name] ?? ''))
  const search = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
  return (under + rest || '/') + (search && `?${search}`)
}

function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/')
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/%3A/g, ':').replace(/%40/g, '@')
}
