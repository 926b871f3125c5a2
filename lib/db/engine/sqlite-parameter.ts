import type { SQLInputValue } from 'node:sqlite'
import { formatMoment } from '../values.ts'

/** What node:sqlite binds. It would take a Date or an object for NULL without a word, so they are mapped or refused. */
export function bindable(parameter: unknown): SQLInputValue {
  if (parameter === null || typeof parameter === 'string' || typeof parameter === 'bigint') return parameter
  if (typeof parameter === 'boolean') return parameter ? 1 : 0
  if (typeof parameter === 'number') return bindableNumber(parameter)
  if (parameter instanceof Uint8Array) return parameter
  if (parameter instanceof Date && !Number.isNaN(parameter.getTime())) return formatMoment(parameter)
  throw new TypeError(`a query cannot take ${parameter instanceof Date ? 'an invalid date' : describe(parameter)}`)
}

function bindableNumber(number: number): number {
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) {
    throw new TypeError(`a query cannot take the number ${number}`)
  }
  return number
}

function describe(parameter: unknown): string {
  return typeof parameter === 'object' ? `an object of ${parameter?.constructor?.name ?? 'no class'}` : typeof parameter
}
