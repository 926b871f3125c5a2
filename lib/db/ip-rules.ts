import type { Database } from './database.ts'
import { whileUnchanged } from './unchanged.ts'

export interface IpRule {
  readonly id: number
  /** As it was written: `10.0.0.0/8`. */
  readonly network: string
}

/** The networks from which somebody may come, the oldest first. */
export function listIpRuleRows(db: Database, userId: number): Promise<readonly IpRule[]> {
  return whileUnchanged(db, `ip rules ${userId}`, () => readIpRules(db, userId))
}

async function readIpRules(db: Database, userId: number): Promise<readonly IpRule[]> {
  const query = db.selectFrom('user_ip_map').select(['ip_id', 'ip_addr']).where('user_id', '=', userId).orderBy('ip_id')
  return (await query.execute()).map(row => ({ id: row.ip_id, network: row.ip_addr }))
}

/** The networks from which somebody may come, as they were written: `10.0.0.0/8`. */
export async function listIpRules(db: Database, userId: number): Promise<readonly string[]> {
  return (await listIpRuleRows(db, userId)).map(({ network }) => network)
}

/** The same network twice is a conflict. */
export async function addIpRule(db: Database, userId: number, network: string): Promise<void> {
  await db.insertInto('user_ip_map').values({ user_id: userId, ip_addr: network, active: true }).execute()
}

export async function removeIpRule(db: Database, userId: number, network: string): Promise<void> {
  await db.deleteFrom('user_ip_map').where('user_id', '=', userId).where('ip_addr', '=', network).execute()
}
