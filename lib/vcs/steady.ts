import { setTimeout } from 'node:timers/promises'
import type { Repository } from './repository.ts'

export interface SteadyOptions<Snapshot> {
  /** The state of now: the same one again while nothing has changed. */
  read(): Snapshot | Promise<Snapshot>
  /** Whether somebody may have been in the middle of a change that it shows a part of. */
  isBusy(snapshot: Snapshot): boolean
  view(snapshot: Snapshot): Repository
}

/**
 * How long a change may take to become whole; after that the lock was left by somebody who is dead, or belongs to a
 * long transfer that shows nothing before its end.
 */
const patience = { quiet: 1000, looks: 20, all: 5000, pause: 10 }

/** Gives the repository at one moment, at which nobody was in the middle of a change. */
export function openSteady<Snapshot extends object>(options: SteadyOptions<Snapshot>): () => Promise<Repository> {
  const views = new WeakMap<Snapshot, Repository>()
  return async () => {
    let snapshot = await options.read()
    const known = views.get(snapshot)
    if (known) return known
    const begin = performance.now()
    for (let [since, looks] = [begin, 0]; options.isBusy(snapshot); looks++) {
      await setTimeout(patience.pause)
      const next = await options.read()
      const now = performance.now()
      if (next !== snapshot) [since, looks] = [now, 0]
      snapshot = next
      const isQuiet = now - since > patience.quiet && looks > patience.looks // a machine that stood still saw nothing
      if (isQuiet || now - begin > patience.all) break
    }
    const view = views.get(snapshot) ?? options.view(snapshot)
    views.set(snapshot, view)
    return view
  }
}
