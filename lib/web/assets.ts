import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the files of lib/web/public are served, below the application's base. */
export const publicPath = '/-/public'

export const publicFolder = join(import.meta.dirname, 'public')

/** `style.css` → `/-/public/4f1c2a9be07d/style.css`: it changes with the content, so it may be kept for a year. */
export function assetPath(name: string): string {
  const hash = hashes().get(name)
  if (!hash) throw new TypeError(`no such file in lib/web/public: ${name}`)
  return `${publicPath}/${hash}/${name}`
}

export function isCurrent(name: string, hash: string): boolean {
  return hashes().get(name) === hash
}

let known: ReadonlyMap<string, string> | undefined

function hashes(): ReadonlyMap<string, string> {
  known ??= new Map(readdirSync(publicFolder).map(name => [name, hashOf(join(publicFolder, name))]))
  return known
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12)
}
