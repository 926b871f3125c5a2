import type { Visit } from '../visit.ts'

/** By which the moments of a day are told from those of another. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

const fullDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

/** “Yesterday, Monday 23 November 2026” */
export function dayText(visit: Pick<Visit, 'now' | 't'>, date: Date): string {
  const distance = Math.floor(visit.now.getTime() / 86_400_000) - Math.floor(date.getTime() / 86_400_000)
  const near = distance === 0 ? visit.t('Today') : distance === 1 ? visit.t('Yesterday') : ''
  return [near, fullDay.format(date)].filter(Boolean).join(', ')
}
