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
  const networks = new BlockList()
  for (const rule of rules) addRule(networks, rule)
  const plain = address.split('%', 1)[0] ?? '' // fe80::1%eth0
  const version = isIP(plain)
  return version !== 0 && networks.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

function addRule(networks: BlockList, rule: string): void {
  const [network = '', prefix] = rule.trim().split('/')
  const version = isIP(network)
  const bits = prefix === undefined ? (version === 4 ? 32 : 128) : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
  if (version === 0 || bits < 0 || bits > (version === 4 ? 32 : 128)) return
  networks.addSubnet(network, bits, version === 4 ? 'ipv4' : 'ipv6')
}
