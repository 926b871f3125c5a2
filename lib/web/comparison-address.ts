import { choicesQuery, type DiffChoices, readDiffChoices } from './diff-choices.ts'
import type { Query } from './route.ts'
import { routes } from './routes.ts'
import type { RepositoryVisit } from './visit.ts'

/** A commit as Kallithea's addresses of comparisons call it: `branch@default`, `rev@12`. */
export interface Point {
  readonly type: PointType
  readonly name: string
}

export type PointType = 'branch' | 'book' | 'tag' | 'rev'

/** What is asked of a comparison beside its two ends. */
export interface ComparisonChoices {
  /** parted: what came since both parted. states: what differs between the two. */
  readonly kind: 'parted' | 'states'
  readonly diff: DiffChoices
}

const type = '(branch|book|tag|rev)'
const one = new RegExp(`^${type}@(.+)$`, 's')
const two = new RegExp(`^${type}@(.+?)\\.\\.\\.${type}@(.+)$`, 's')

/** `branch@a` */
export function parsePoint(text: string): Point | null {
  const [, found, name] = one.exec(text) ?? []
  return found && name ? { type: found as PointType, name } : null // the pattern has no other types
}

export function formatPoint({ type: kind, name }: Point): string {
  return `${kind}@${name}`
}

/** `branch@a...tag@b` */
export function parsePoints(text: string): { readonly from: Point; readonly to: Point } | null {
  const [, fromType, fromName, toType, toName] = two.exec(text) ?? []
  const from = parsePoint(`${fromType}@${fromName}`)
  const to = parsePoint(`${toType}@${toName}`)
  return from && to ? { from, to } : null
}

export function readComparisonChoices(query: URLSearchParams): ComparisonChoices {
  return { kind: readKind(query), diff: readDiffChoices(query) }
}

/** Kallithea's word for what came since both parted is `merge`. */
export function readKind(query: URLSearchParams): ComparisonChoices['kind'] {
  return (query.get('merge') ?? '') === '' ? 'states' : 'parted'
}

interface End {
  /** To its repository. */
  readonly visit: Pick<RepositoryVisit, 'repository' | 'to'>
  readonly point: Point
}

export interface Ends {
  readonly from: End
  readonly to: End
}

/** Where it stands what `to` has that `from` lacks. */
export function comparisonAddress(
  { from, to }: Ends,
  { kind, diff }: Pick<ComparisonChoices, 'kind'> & Partial<ComparisonChoices>,
  more: Query = {},
): string {
  const at = { repository: from.visit.repository.name, path: `${formatPoint(from.point)}...${formatPoint(to.point)}` }
  const other = to.visit.repository
  return from.visit.to(routes.repository.comparison, at, {
    other_repo: other.id === from.visit.repository.id ? null : other.name,
    merge: kind === 'parted' ? 1 : null,
    ...(diff && choicesQuery(diff)),
    ...more,
  })
}
