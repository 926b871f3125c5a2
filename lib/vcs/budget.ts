import { LRUCache } from 'lru-cache'

/** A part of the budget with keys and values of its own. */
export interface Shelf<Value> {
  get(key: string): Value | undefined
  /** `bytes` is what it costs, about. */
  set(key: string, value: Value, bytes: number): void
  delete(key: string): void
}

/** Everything that is kept of all repositories: what was not asked for longest makes room. */
export interface Budget {
  shelf<Value extends object>(): Shelf<Value>
  /** What is kept now, in bytes. */
  size(): number
}

const overhead = 200

export function openBudget(bytes: number): Budget {
  const cache = new LRUCache<string, object>({ maxSize: bytes, maxEntrySize: Math.ceil(bytes / 4) })
  let shelves = 0
  return {
    size: () => cache.calculatedSize,
    shelf<Value extends object>() {
      const prefix = `${shelves++}:`
      return {
        get: key => cache.get(prefix + key) as Value | undefined, // only this shelf writes such keys
        set(key, value, cost) {
          cache.set(prefix + key, value, { size: Math.ceil(cost) + key.length + overhead })
        },
        delete(key) {
          cache.delete(prefix + key)
        },
      }
    },
  }
}
