import { type AllCloneAddresses, cloneAddresses } from '#domain/clone-addresses.ts'
import type { RepositoryVisit } from './visit.ts'

/** The addresses to clone this repository from, for this visitor. */
export function cloneAddressesOf(visit: RepositoryVisit): AllCloneAddresses {
  const { visitor, settings, repository, origin, caller, site } = visit
  return cloneAddresses(site.config, {
    template: settings.cloneUriTemplate,
    origin,
    base: caller.base,
    hostname: origin.replace(/^[a-z]+:\/\//i, '').replace(/:\d+$/, ''),
    username: visitor.kind === 'user' ? (visitor.user?.username ?? null) : null,
    repository,
  })
}

/** The address for the commands of an empty repository: where git and hg have a site of their own, that one. */
export function pushAddressOf(visit: RepositoryVisit): string {
  const { byName, clients } = cloneAddressesOf(visit)
  return (clients ?? { byName }).byName
}
