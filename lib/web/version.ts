import { readFileSync } from 'node:fs'

/** The version of the product, as package.json says. */
export function productVersion(): string {
  known ??= String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
  return known
}

let known: string | undefined
