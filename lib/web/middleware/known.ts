import type { Site } from '#domain/site.ts'
import { isProblem } from '#std/problem.ts'
import type { Repository } from '#vcs/repository.ts'
import type { Lasting, Place } from '../lasting.ts'
import type { Visit } from '../visit.ts'
import { markOf, type Marked } from './mark.ts'
import { hasFlashes } from './flashes.ts'

/** What a process last saw of a repository. */
interface Seen {
  readonly state: string
  readonly at: number
}

const seen = new WeakMap<Site, Map<number, Seen>>()

/** So many milliseconds a page is believed to stand beside what was last seen, without another look. */
const believed = 60_000

/** Somebody was shown, or is shown now, what moves as of this state. */
export function noteSeen({ site, now }: Visit, repository: number, { state }: Repository): void {
  const known = seen.get(site) ?? new Map<number, Seen>()
  known.set(repository, { state, at: now.getTime() })
  seen.set(site, known)
}

function stateSeen({ site, now }: Visit, repository: number): string | null {
  const found = seen.get(site)?.get(repository)
  return found && now.getTime() - found.at < believed ? found.state : null
}

export type Asked = Omit<Marked, 'beside' | 'visit'> & { readonly visit: Visit & Place; readonly lasting: Lasting }

/**
 * Answers 304 to whoever has the page already, without touching the repository; false where it must be made. The lock
 * was opened before, so a right that was taken away is refused here as everywhere.
 */
export async function sendKnown(asked: Asked): Promise<boolean> {
  const { ctx, visit, lasting } = asked
  if (ctx.get('If-None-Match') === '' || lasting.idsOf(visit) === null || hasFlashes(visit.session)) return false
  const mark = await markIn(asked)
  if (mark === null) return false
  const known = ctx.get('If-None-Match').split(',')
  if (!known.some(each => each.trim() === mark)) return false
  ctx.set('ETag', mark)
  ctx.status = 304
  ctx.set('Cache-Control', 'private, no-cache')
  for (const name of ['Content-Security-Policy', 'X-Frame-Options']) ctx.remove(name) // the browser keeps what it had
  return true
}

/** The name of an answer that was just made; null where it may be another one the next time. */
export async function findMark(asked: Asked, still: Repository): Promise<string | null> {
  const { ctx, visit, lasting } = asked
  const ids = lasting.idsOf(visit)
  if (ids === null || ctx.state.isPassing) return null
  for (const id of ids) if (!(await isItself(still, id))) return null
  return markIn(asked)
}

/** A branch may be called like another commit's id. */
async function isItself(still: Repository, id: string): Promise<boolean> {
  try {
    return (await still.resolve(id)) === id
  } catch (caught) {
    if (isProblem(caught, 'not-found')) return false
    throw caught
  }
}

async function markIn(asked: Asked): Promise<string | null> {
  const { visit, lasting, addressed } = asked
  const state = lasting.what === 'bytes' ? '' : stateSeen(visit, addressed.repository.id)
  if (state === null) return null
  const mark = await markOf({ ...asked, beside: [state, await lasting.beside?.(visit, addressed.repository)] })
  return lasting.what === 'bytes' ? `"${mark}"` : `W/"${mark}"`
}
