import { LRUCache } from 'lru-cache'
import type { Site } from '#domain/site.ts'

/** Characters of all that a site keeps rendered. */
const budget = 32_000_000

const shelves = new WeakMap<Site, LRUCache<string, { readonly value: object }>>()

/**
 * What was rendered once for this key, or is now. A key names content (an object id), so nothing becomes stale. How
 * many characters it has, about, says `sizeOf`.
 */
export async function kept<Value extends object>(
  site: Site,
  key: string,
  render: () => Promise<Value> | Value,
  sizeOf: (value: Value) => number,
): Promise<Value> {
  const shelf = shelves.get(site) ?? new LRUCache({ maxSize: budget })
  shelves.set(site, shelf)
  const found = shelf.get(key)
  if (found) return found.value as Value // the key tells what was rendered
  const value = await render()
  shelf.set(key, { value }, { size: Math.max(1, sizeOf(value)) + key.length })
  return value
}
