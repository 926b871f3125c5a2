import { setTimeout as sleep } from 'node:timers/promises'
import { isProblem } from '#std/problem.ts'
import { askFor } from '#trace/asked.ts'
import { openFollower } from '#trace/follower.ts'
import type { Line } from '#trace/line.ts'
import { matcher, type Names, ofKallithea, parseNames } from '#trace/names.ts'
import { traceFolder } from '#trace/places.ts'
import type { Visit } from './visit.ts'

/** Which lines somebody wants to see, as it was typed. */
export interface TraceFilter {
  readonly namespaces: string
  readonly request: string
  readonly process: string
  readonly text: string
}

/** SQL is most of all that is said, and seldom looked for. */
const usualNamespaces = '*, -db:*'

export function readTraceFilter({ query }: Pick<Visit, 'query'>): TraceFilter {
  const read = (name: string) => query.get(name)?.trim() ?? ''
  return {
    namespaces: read('ns') || usualNamespaces,
    request: read('request'),
    process: read('process'),
    text: read('text'),
  }
}

export interface TraceView {
  readonly lines: readonly Line[]
  /** From where the next look goes on. */
  readonly position: string
  /** The namespaces that were typed are none; the usual ones are shown. */
  readonly isRefused: boolean
}

const day = 86_400_000
const hold = { look: 500, most: 10_000 }

/** What is kept of a day, or came since a position; asks all processes to say it for so many milliseconds from now. */
export async function readTrace(
  visit: Visit,
  { after = '', lease, waits = false }: { readonly after?: string; readonly lease: number; readonly waits?: boolean },
): Promise<TraceView> {
  const filter = readTraceFilter(visit)
  const folder = traceFolder(visit.site.config.file)
  const { names, isRefused } = namesOf(filter)
  await askFor(folder, names, lease)
  const since = new Date(Date.now() - day)
  const follower = openFollower({ folder, logs: null, since, isWanted: matcher(names), position: after })
  const isWanted = wantedBy(filter)
  const look = async () => (await follower.look()).filter(isWanted)
  let lines = await look()
  for (let left = waits ? hold.most : 0; left > 0 && lines.length === 0; left -= hold.look) {
    await sleep(hold.look)
    lines = await look()
  }
  return { lines, position: follower.position(), isRefused }
}

function namesOf({ namespaces }: TraceFilter): { readonly names: Names; readonly isRefused: boolean } {
  try {
    return { names: ofKallithea(parseNames(namespaces)), isRefused: false }
  } catch (caught) {
    if (!isProblem(caught, 'invalid')) throw caught
    return { names: ofKallithea(parseNames(usualNamespaces)), isRefused: true }
  }
}

function wantedBy({ request, process, text }: TraceFilter): (line: Line) => boolean {
  const words = text.toLowerCase()
  return line =>
    (request === '' || line.request?.id === request) &&
    (process === '' || String(line.pid) === process) &&
    (words === '' || wordsOf(line).includes(words))
}

function wordsOf({ namespace, request, text }: Line): string {
  return [namespace, request?.method, request?.address, request?.user, text].join(' ').toLowerCase()
}
