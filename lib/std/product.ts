import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder that server.ts stands in. */
export const projectFolder = path.resolve(import.meta.dirname, '../..')

/** What package.json says. */
export function productVersion(): string {
  known ??= String(JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')).version)
  return known
}

let known: string | undefined
