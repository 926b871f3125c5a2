import type { Flash, VisitSession } from '../visit.ts'

const key = 'flash'

/** Said once, on the next page this person sees; the same sentence is not said twice. */
export function addFlash(session: VisitSession, flash: Flash): void {
  const waiting = listFlashes(session)
  if (waiting.some(({ sentence }) => sentence === flash.sentence)) return
  session.write(key, [...waiting, flash])
}

export function takeFlashes(session: VisitSession): readonly Flash[] {
  const waiting = listFlashes(session)
  if (waiting.length > 0) session.write(key, undefined)
  return waiting
}

export function hasFlashes(session: VisitSession): boolean {
  return listFlashes(session).length > 0
}

function listFlashes(session: VisitSession): readonly Flash[] {
  const kept = session.read(key)
  return Array.isArray(kept) ? kept : [] // only `addFlash` writes here
}
