import { atLeast } from '#domain/permissions.ts'
import { listGroupsAbove } from '#domain/repository-groups.ts'
import { findAddressed } from '#domain/repository-names.ts'
import type { Site } from '#domain/site.ts'
import { levelOf, missing } from '../lock.ts'
import { refused } from '../refusals.ts'
import type { Dispatch } from '../router.ts'
import { routes } from '../routes.ts'
import type { Visit } from '../visit.ts'
import type { Addressed, WebContext, WebMiddleware } from './state.ts'

/**
 * Splits `/group/project/files/tip` into the repository and the rest, by the longest name there is, and hands
 * the rest to the pages of repositories or groups. `/_admin` and `/-` are the site's own.
 */
export function addresses(site: Site, dispatch: Dispatch): WebMiddleware {
  return async ctx => {
    const segments = segmentsOf(ctx)
    const first = segments[0]?.text ?? ''
    if (['', '_admin', '-'].includes(first) || ofSite.has(ctx.path)) return dispatch(ctx, 'site', ctx.path)
    if (!ctx.state.visitor) throw refused(ctx.state.refusal)
    const { addressed, rest } = await findReadable(site, segments, ctx.state.visitor)
    if (addressed.scope === 'group' && rest.some(Boolean)) throw missing(ctx.state.visitor) // not in it
    ctx.state.addressed = addressed
    return dispatch(ctx, addressed.scope, `/${rest.join('/')}`)
  }
}

async function findReadable(site: Site, segments: readonly Segment[], visitor: Visit['visitor']) {
  if (visitor.kind === 'nobody') throw missing(visitor)
  const found = await findPlace(site, segments)
  if (!found) throw missing(visitor)
  const parent = 'repository' in found ? found.repository.groupId : found.group.parentId
  const groups = await listGroupsAbove(site, parent)
  const addressed: Addressed =
    'repository' in found
      ? { scope: 'repository', repository: found.repository, groups }
      : { scope: 'group', group: found.group, groups }
  if (!atLeast(levelOf(visitor, addressed), 'read')) throw missing(visitor) // before a page says what it takes
  return { addressed, rest: found.rest.map(({ raw }) => raw) }
}

/** Kallithea's one page that stands before the name of its repository: `/changeset_info/group/project/tip`. */
const pageBefore = 'changeset_info'

async function findPlace(site: Site, segments: readonly Segment[]) {
  const [first, ...others] = segments
  const named = first?.text === pageBefore ? await findNamed(site, others) : null
  if (first && named && 'repository' in named && named.rest.length === 1)
    return { ...named, rest: [first, ...named.rest] }
  return findNamed(site, segments)
}

async function findNamed(site: Site, segments: readonly Segment[]) {
  const texts = segments.map(({ text }) => text)
  const named = await findAddressed(site, texts)
  return named && { ...named, rest: segments.slice(named.length) }
}

/** Pages of the site that stand where a repository could: there, none can have their name. */
const ofSite: ReadonlySet<string> = new Set(
  Object.values(routes).flatMap(route => ('pattern' in route ? [route.pattern] : [])),
)

interface Segment {
  /** As it was sent. */
  readonly raw: string
  readonly text: string
}

/** Each part decoded by itself, so that `%2F` does not become a border. */
function segmentsOf(ctx: WebContext): readonly Segment[] {
  return ctx.path
    .slice(1)
    .split('/')
    .map(raw => ({ raw, text: decode(ctx, raw) }))
}

function decode(ctx: WebContext, raw: string): string {
  const text = decoded(raw)
  const isClimbing = text?.split('/').some(part => part === '.' || part === '..')
  return text === null || isClimbing || text.includes('\0') ? ctx.throw(400) : text
}

function decoded(raw: string): string | null {
  try {
    return decodeURIComponent(raw)
  } catch {
    return null
  }
}
