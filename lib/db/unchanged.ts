import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Schema } from './schema.ts'

/** What was read of a database, as long as it is as it was then. */
interface Memory {
  /** Differs from what it was before when anybody wrote meanwhile; '' when that cannot be told. */
  readonly stateOf: () => string
  readonly values: LRUCache<string, { readonly value: unknown }>
  /** When the values were read. */
  state: string
}

/** Of a row one, of a long key some. */
const mostRows = 50_000

const memories = new WeakMap<Kysely<Schema>, Memory>()

/** From here on `whileUnchanged` remembers what this database says. */
export function remember(db: Kysely<Schema>, stateOf: () => string): void {
  memories.set(db, { stateOf, values: new LRUCache({ maxSize: mostRows }), state: '' })
}

/**
 * What `read` answers, asked again only when something was written since, by this process or by another. The state is
 * looked at before reading: what changes in between is read anew the next time. In a transaction nothing is remembered.
 */
export async function whileUnchanged<Value>(
  db: Kysely<Schema>,
  key: string,
  read: () => Promise<Value>,
  rowsOf: (value: Value) => number = rowsIn,
): Promise<Value> {
  const memory = memories.get(db) // a transaction is another object
  const state = memory?.stateOf() ?? ''
  if (!memory || state === '') return read()
  if (memory.state !== state) memory.values.clear()
  memory.state = state
  const known = memory.values.get(key)
  if (known) return known.value as Value // the key tells what was read
  const value = await read()
  const size = 1 + rowsOf(value) + Math.ceil(key.length / 100)
  if (memory.state === state) memory.values.set(key, { value }, { size })
  return value
}

/** Another text after anything was written; known to this process alone. */
export function readMoment(db: Kysely<Schema>): Promise<string> {
  return whileUnchanged(db, 'moment', async () => randomUUID())
}

function rowsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return value instanceof Map ? value.size : 1
}
