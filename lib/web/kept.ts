import { LRUCache } from 'lru-cache'
import type { Site } from '#domain/site.ts'

/** Characters of all that a site keeps rendered, and the most of one thing. */
const budget = { all: 32_000_000, one: 8_000_000 }

interface Shelf {
  readonly ready: LRUCache<string, { readonly value: object }>
  /** What is being rendered just now: who asks meanwhile waits for it. */
  readonly rendering: Map<string, Promise<object>>
}

const shelves = new WeakMap<Site, Shelf>()

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
  const { ready, rendering } = shelfOf(site)
  const known = ready.get(key)?.value ?? rendering.get(key)
  if (known) return (await known) as Value // the key tells what was rendered
  const begun = Promise.resolve(render())
  rendering.set(key, begun)
  try {
    const value = await begun
    ready.set(key, { value }, { size: Math.max(1, sizeOf(value)) + key.length })
    return value
  } finally {
    rendering.delete(key)
  }
}

function shelfOf(site: Site): Shelf {
  const known = shelves.get(site)
  if (known) return known
  const ready = new LRUCache<string, { readonly value: object }>({ maxSize: budget.all, maxEntrySize: budget.one })
  const shelf = { ready, rendering: new Map<string, Promise<object>>() }
  shelves.set(site, shelf)
  return shelf
}
