import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** “3 hours ago”, with the exact moment behind it; the script counts it again. */
export function age(visit: Pick<Visit, 'now'>, date: Date): Html {
  const text = ageText(visit.now, date)
  return html`<time datetime="${date.toISOString()}" title="${exactTime(date)}" data-age>${text}</time>`
}

/** `2026-11-24 13:05:00 UTC` */
export function exactTime(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const steps = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

export function ageText(now: Date, date: Date): string {
  const seconds = (date.getTime() - now.getTime()) / 1000
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return relative.format(Math.trunc(seconds / size), unit)
}
