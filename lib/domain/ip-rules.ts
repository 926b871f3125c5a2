import { BlockList, isIP } from 'node:net'
import { listIpRules } from '#db/ip-rules.ts'
import { findDefaultUser } from '#db/users.ts'
import type { Site } from './site.ts'

/**
 * Whether this account may come from there: its own networks and the default user's together; where there are none,
 * from everywhere.
 */
export async function mayComeFrom({ db }: Pick<Site, 'db'>, userId: number, address: string): Promise<boolean> {
  const defaultUser = await findDefaultUser(db)
  const ids = new Set([userId, ...(defaultUser ? [defaultUser.id] : [])])
  const rules: string[] = []
  for (const id of ids) rules.push(...(await listIpRules(db, id)))
  return isInside(address, rules)
}

/**
 * Whether an address lies in one of these networks; no networks are all networks, and a rule that cannot be read holds
 * nobody.
 */
export function isInside(address: string, rules: readonly string[]): boolean {
  if (rules.length === 0) return true
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '') // fe80::1%eth0, ::ffff:10.1.2.3
  const version = isIP(plain)
  if (version === 0) return false
  const networks = new BlockList()
  for (const rule of rules) addRule(networks, rule, version)
  return networks.check(plain, family(version))
}

/** Rules of the other version are left out: to a BlockList the network ::/0 holds all of IPv4. */
function addRule(networks: BlockList, rule: string, version: number): void {
  const [network = '', prefix] = rule.trim().split('/')
  const most = version === 4 ? 32 : 128
  const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
  if (isIP(network) === version && bits >= 0 && bits <= most) networks.addSubnet(network, bits, family(version))
}

function family(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6'
}
