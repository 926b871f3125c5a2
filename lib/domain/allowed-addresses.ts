import { isIP } from 'node:net'
import { addIpRule, type IpRule, listIpRuleRows, listIpRules, removeIpRule } from '#db/ip-rules.ts'
import { Problem } from '#std/problem.ts'
import { getDefaultUser } from './default-permissions.ts'
import { isInside } from './ip-rules.ts'
import type { Site } from './site.ts'
import type { Actor } from './users.ts'

export type { IpRule }

/** The networks from which an account may come; those of the default user are everybody's besides. */
export async function listAllowedAddresses(site: Pick<Site, 'db'>, userId: number): Promise<readonly IpRule[]> {
  return listIpRuleRows(site.db, userId)
}

/** `10.1.2.3` → `10.1.2.3/32`; `10.0.0.0/8` as it is; null for what is neither an address nor a network. */
export function parseNetwork(text: string): string | null {
  const [address = '', prefix, ...more] = text.trim().split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || more.length > 0) return null
  const most = version === 4 ? 32 : 128
  if (prefix === undefined) return `${address}/${most}`
  return /^(0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= most ? `${address}/${prefix}` : null
}

/** A change to the networks of one account. */
export interface AddressChange {
  readonly userId: number
  /** Saved even if whoever saves it could not come back. */
  readonly evenIfLockedOut: boolean
}

export type AddressMistake = 'no network' | 'twice' | 'locks out'

/** What is wrong, or null when it was saved. */
export async function allowAddress(
  site: Pick<Site, 'db'>,
  { userId, evenIfLockedOut, text }: AddressChange & { readonly text: string },
  by: Actor,
): Promise<AddressMistake | null> {
  const network = parseNetwork(text)
  if (network === null) return 'no network'
  const rules = await listIpRules(site.db, userId)
  if (rules.includes(network)) return 'twice'
  const after = [...rules, network]
  if (!evenIfLockedOut && (await wouldLockOut(site, userId, after, by))) return 'locks out'
  await addIpRule(site.db, userId, network)
  return null
}

/** What is wrong, or null when it is gone. */
export async function disallowAddress(
  site: Pick<Site, 'db'>,
  { userId, evenIfLockedOut, id }: AddressChange & { readonly id: number },
  by: Actor,
): Promise<AddressMistake | null> {
  const rules = await listIpRuleRows(site.db, userId)
  const rule = rules.find(each => each.id === id)
  if (!rule) throw new Problem('not-found', 'this account has no such address')
  const after = rules.filter(each => each.id !== id).map(({ network }) => network)
  if (!evenIfLockedOut && (await wouldLockOut(site, userId, after, by))) return 'locks out'
  await removeIpRule(site.db, userId, rule.network)
  return null
}

/** Whether the actor could not come from where he is any more. */
async function wouldLockOut(
  site: Pick<Site, 'db'>,
  userId: number,
  after: readonly string[],
  by: Actor,
): Promise<boolean> {
  if (!by) return false
  const { id: defaultId } = await getDefaultUser(site)
  if (userId !== defaultId && userId !== by.user.id) return false
  const others = await listIpRules(site.db, userId === defaultId ? by.user.id : defaultId)
  return !isInside(by.address, [...after, ...others])
}
