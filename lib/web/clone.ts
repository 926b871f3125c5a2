import { type CloneAddresses, cloneAddresses } from '#domain/clone-addresses.ts'
import type { RepositoryVisit } from './visit.ts'

/** The addresses to clone this repository from, for this visitor. */
export function cloneAddressesOf(visit: RepositoryVisit): CloneAddresses {
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
