import type { RequestInList } from '#domain/pull-requests.ts'
import type { Query } from './route.ts'
import { routes } from './routes.ts'
import type { Visit } from './visit.ts'

type Addressed = Pick<RequestInList, 'request' | 'target'>

/** As Kallithea writes it: the number says it all, the words behind it are for people. */
export function pullRequestAddress(visit: Pick<Visit, 'to'>, { request, target }: Addressed, query?: Query): string {
  const needs = { repository: target.name, id: String(request.id), path: `_/${readable(request)}` }
  return visit.to(routes.repository.pullRequest, needs, query)
}

function readable({ title, source, target }: Addressed['request']): string {
  const words = source.ref.name === target.ref.name ? title : source.ref.name
  return words.replace(/[^A-Za-z0-9./-]+/g, '_').replace(/_$/, '')
}
