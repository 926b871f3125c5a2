import { isOpenToAll } from '#domain/repository-access.ts'
import { type Html, html } from '../html.ts'
import { routes } from '../routes.ts'
import type { RepositoryVisit, Visit } from '../visit.ts'
import { icon } from './icon.ts'

/** Where programs read what happens. */
export interface FeedLinks {
  readonly atom: string
  readonly rss: string
}

/** A feed reader has no session: where strangers may not read, the address carries the key of whoever copies it. */
export async function feedLinks(visit: RepositoryVisit): Promise<FeedLinks> {
  const { visitor, repository, site } = visit
  const isClosed = visitor.kind === 'user' && !(await isOpenToAll(site, repository))
  const query = { api_key: isClosed ? visitor.user?.apiKey : null }
  const to = (format: string) => visit.to(routes.repository.feed, { repository: repository.name, format }, query)
  return { atom: to('atom'), rss: to('rss') }
}

/** For the head of a page: programs find the feeds there. */
export function feedHead(title: string, { atom, rss }: FeedLinks): Html {
  return html`<link rel="alternate" type="application/atom+xml" title="${title} Atom" href="${atom}">
<link rel="alternate" type="application/rss+xml" title="${title} RSS" href="${rss}">`
}

export function feedAnchors(visit: Visit, { atom, rss }: FeedLinks): Html {
  return html`${icon(visit, 'rss')} <a href="${atom}">Atom</a> · <a href="${rss}">RSS</a>`
}
