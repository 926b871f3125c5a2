import type { Budget } from '../budget.ts'
import type { Snapshot } from './store/snapshot.ts'
import { readTouched, type Touched } from './store/touched.ts'

interface Kept {
  readonly key: string
  readonly touched: Touched
}

/** Keeps what the commits touched; of a history that grew only the new ones are read. */
export function openTouched(budget: Budget): (snapshot: Snapshot) => Touched {
  const shelf = budget.shelf<Kept>()
  return ({ key, log, change }) => {
    const kept = shelf.get('')
    const same = kept?.key === key ? kept.touched : null
    if (same && same.length >= log.length) return same
    const touched = readTouched(log.length, change, same)
    shelf.set('', { key, touched }, touched.bytes)
    return touched
  }
}
