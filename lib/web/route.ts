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
  let path = route.scope === 'site' ? '' : `/${encodePath(values[route.scope] ?? '')}`
  for (const { text, name, isPath } of piecesOf(route.pattern)) {
    const value = values[name] ?? ''
    path += text + (isPath ? encodePath(value) : encodeSegment(value))
  }
  const search = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
  return (path || '/') + (search && `?${search}`)
}

/** What stands before a parameter of a pattern; the last piece has none. */
interface Piece {
  readonly text: string
  readonly name: string
  readonly isPath: boolean
}

const pieces = new Map<string, readonly Piece[]>()

/** A page has hundreds of addresses, so a pattern is taken apart once. */
function piecesOf(pattern: string): readonly Piece[] {
  const known = pieces.get(pattern)
  if (known) return known
  const found = Array.from(pattern.matchAll(/([^:*]*)(?:([:*])(\w+)|$)/g), ([, text = '', sign, name = '']) => ({
    text,
    name,
    isPath: sign === '*',
  }))
  pieces.set(pattern, found)
  return found
}

function encodePath(path: string): string {
  return isPlain(path) ? path : path.split('/').map(encodeSegment).join('/')
}

function encodeSegment(segment: string): string {
  return isPlain(segment) && !segment.includes('/')
    ? segment
    : encodeURIComponent(segment).replace(/%3A/g, ':').replace(/%40/g, '@')
}

/** Nothing of it would be encoded, but for a slash in a segment. */
function isPlain(text: string): boolean {
  return /^[\w./-]*$/.test(text)
}
