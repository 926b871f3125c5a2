import { formatLocal } from '#std/local-time.ts'

/** What is beside the point of an answer: addresses of pictures. */
const volatile = new Set(['gravatar_lnk'])

/** An answer without what differs from machine to machine, and every list of objects as the set that it is. */
export function normalAnswer(value: unknown): unknown {
  if (Array.isArray(value)) return inOneOrder(value.map(normalAnswer))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => !volatile.has(name))
  const sorted = kept.toSorted(([one], [two]) => (one < two ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, each]) => [name, normalAnswer(each)]))
}

function inOneOrder(values: readonly unknown[]): readonly unknown[] {
  if (!values.every(value => typeof value === 'object' && value !== null && !Array.isArray(value))) return values
  return values.toSorted((one, two) => (JSON.stringify(one) < JSON.stringify(two) ? -1 : 1))
}

/** The original ran in UTC; a commit's date is told in the zone of the server. */
export function inLocalTime(answer: unknown): unknown {
  if (typeof answer === 'string') return patchInLocalTime(answer)
  return JSON.parse(JSON.stringify(answer), (key, value) =>
    key === 'date' && typeof value === 'string' ? formatLocal(new Date(`${value}Z`)) : value,
  )
}

/** The lines above a patch that tell its date. */
function patchInLocalTime(text: string): string {
  return text.replace(/^(From [0-9a-f]{40}|Date:|# Date) (\d{4}-\d\d-\d\d) ([\d:]{8})$/gm, (_, name, day, time) => {
    return `${name} ${formatLocal(new Date(`${day}T${time}Z`)).replace('T', ' ')}`
  })
}
