import { formatAsciiJson } from '#std/ascii-json.ts'
import { formatLocal } from '#std/local-time.ts'

/** Kallithea's dates: `2026-11-25 03:20:41.347318`, the server's own time without its zone. */
export function formatMoment(date: Date): string {
  return `${formatLocal(date, ' ')}.${String(date.getMilliseconds()).padStart(3, '0')}000`
}

const moment = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/

/** Reads a date; the fraction may be missing, and what is finer than a millisecond is cut off. */
export function parseMoment(stored: string | Date): Date {
  if (stored instanceof Date) return stored
  const [, year, month, day, hours, minutes, seconds, fraction = ''] = moment.exec(stored.trim()) ?? []
  if (year === undefined) throw new TypeError(`the database has ${JSON.stringify(stored)} where a date should be`)
  const date = new Date(2000, Number(month) - 1, 1, Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0))
  date.setFullYear(Number(year), Number(month) - 1, Number(day)) // the constructor takes year 70 for 1970
  date.setHours(Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0), milliseconds(fraction))
  return date
}

function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'))
}

export function parseMomentIfAny(stored: string | Date | null): Date | null {
  return stored === null ? null : parseMoment(stored)
}

/** Kallithea's word for what lasts for ever, where else the seconds since 1970 stand. */
export const never = -1

/** When something ends; null lasts for ever. */
export function parseExpiry(stored: number): Date | null {
  return stored === never ? null : new Date(stored * 1000)
}

export function formatExpiry(expires: Date | null): number {
  return expires ? expires.getTime() / 1000 : never
}

export function parseFlag(stored: number | boolean): boolean {
  return stored === true || stored === 1
}

/** A JSON object from ASCII bytes; null for nothing and for what cannot be read. */
export function parseJson(stored: Uint8Array | string | null): Readonly<Record<string, unknown>> | null {
  if (stored === null || stored.length === 0) return null
  try {
    const value: unknown = JSON.parse(typeof stored === 'string' ? stored : Buffer.from(stored).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** ASCII, as Python writes JSON. */
export function formatJson(value: object): Buffer {
  return Buffer.from(formatAsciiJson(value), 'latin1')
}
