import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder that server.ts stands in. */
export const projectFolder = path.resolve(import.meta.dirname, '../..')

/** What package.json says. */
export function version(): string {
  const told: unknown = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'))
  const known = typeof told === 'object' && told !== null && 'version' in told
  return known ? String(told.version) : 'unknown'
}
