import { LRUCache } from 'lru-cache'
import type { Site } from '#domain/site.ts'

/** Characters of all that a site keeps rendered. */
const budget = 32_000_000

const shelves = new WeakMap<Site, LRUCache<string, { readonly value: object }>>()

/** What was rendered once for this key, or is now. A key names content (an object id), so nothing becomes stale. */
export async function kept<Value extends object>(
  site: Site,
  { key, size }: { readonly key: string; readonly size: number },
  render: () => Promise<Value> | Value,
): Promise<Value> {
  const shelf = shelves.get(site) ?? new LRUCache({ maxSize: budget })
  shelves.set(site, shelf)
  const found = shelf.get(key)
  if (found) return found.value as Value // the key tells what was rendered
  const value = await render()
  shelf.set(key, { value }, { size: Math.max(1, size) })
  return value
}
