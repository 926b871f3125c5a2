import type { Revlog } from './revlog.ts'

/* phaseroots: PHASE SP NODE LF; a commit's phase is the highest of the roots among its ancestors and itself. */

export const phase = { public: 0, draft: 1, secret: 2, archived: 32, internal: 96 } as const

/** The phase of each commit; null where all are public. */
export function readPhases(phaseroots: Buffer | null, log: Revlog): Uint8Array | null {
  const roots = (phaseroots?.toString('latin1') ?? '')
    .split('\n')
    .map(line => line.split(' '))
    .map(([number = '', node = '']) => ({ number: Number(number), revision: log.find(node) }))
    .filter(({ number, revision }) => number > 0 && revision >= 0)
  if (roots.length === 0) return null
  const phases = new Uint8Array(log.length)
  for (const { number, revision } of roots) phases[revision] = Math.max(phases[revision] ?? 0, number)
  for (let revision = Math.min(...roots.map(root => root.revision)); revision < log.length; revision++) {
    const first = phases[log.first(revision)] ?? 0
    const second = phases[log.second(revision)] ?? 0
    phases[revision] = Math.max(phases[revision] ?? 0, first, second)
  }
  return phases
}
