import { type ClientRequest, headerOf } from './client-request.ts'
import { percentDecode } from './target.ts'
import type { Filtering } from './filtering.ts'

/** A refusal of IIS: status and sub-status. */
export type Refusal = readonly [status: number, subStatus: number]

/** What http.sys refuses before IIS sees it. */
export function refusedByHttpSys(request: ClientRequest, maxRequestBytes: number): Refusal | null {
  const path = request.target.split('?')[0] ?? ''
  if (request.size > maxRequestBytes) return [400, 0]
  if (/%(?![0-9a-f]{2})/i.test(path) || /\p{Cc}/u.test(percentDecode(path))) return [400, 0]
  if (path.split('/').some(segment => percentDecode(segment).length > 260)) return [400, 0]
  if (request.version === '1.1' && headerOf(request, 'host') === null) return [400, 0]
  const framed = headerOf(request, 'transfer-encoding') !== null && headerOf(request, 'content-length') !== null
  return framed ? [400, 0] : null
}

/** What the module "request filtering" refuses, with the sub-status it writes into the log. */
export function refusedByFiltering(request: ClientRequest, filtering: Filtering): Refusal | null {
  const [path = '', query = ''] = request.target.split(/\?(.*)/s)
  const once = percentDecode(path).toLowerCase()
  const segments = once.split('/')
  const extension = /\.[^.]*$/.exec(segments.at(-1) ?? '')?.[0] ?? ''
  const checks: readonly (readonly [boolean, Refusal])[] = [
    [Number(headerOf(request, 'content-length') ?? 0) > filtering.maxBody, [413, 1]],
    [path.length > filtering.maxUrl, [404, 14]],
    [query.length > filtering.maxQuery, [404, 15]],
    [request.headers.some(([name, value]) => isTooLong(filtering, name, value)), [431, 10]],
    [!filtering.doubleEscaping && (once.includes('+') || percentDecode(once) !== once), [404, 11]],
    [filtering.deniedSequences.some(sequence => once.includes(sequence)), [404, 5]],
    [filtering.deniedQuerySequences.some(sequence => query.toLowerCase().includes(sequence)), [404, 18]],
    [filtering.deniedVerbs.has(request.method.toLowerCase()), [404, 6]],
    [segments.some(segment => filtering.hiddenSegments.has(segment)), [404, 8]],
    [filtering.deniedExtensions.has(extension), [404, 7]],
    [extension !== '' && filtering.onlyExtensions?.has(extension) === false, [404, 7]],
  ]
  return checks.find(([isRefused]) => isRefused)?.[1] ?? null
}

function isTooLong({ headerLimits }: Filtering, name: string, value: string): boolean {
  const limit = headerLimits.get(name.toLowerCase())
  // size 0 refuses the header itself, even an empty one
  return limit !== undefined && (limit === 0 || value.length > limit)
}
