import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The folder that server.ts stands in. */
export const projectFolder = path.resolve(import.meta.dirname, '../..')

/** What package.json says. */
export function productVersion(): string {
  known ??= String(JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')).version)
  return known
}

let known: string | undefined

/** How a person starts a command of this version. */
export function commandName(): string {
  return process.platform === 'win32' ? 'kallithea.cmd' : 'node server.ts'
}

/** Names the code that runs: another one after an update, the same in every process of this machine. */
export function codeStamp(): string {
  stamp ??= stampOfFolder(path.join(projectFolder, 'lib'))
  return stamp
}

let stamp: string | undefined

/** Changes when a file does that is anywhere below. */
export function stampOfFolder(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const stamps = files.map(({ parentPath, name }) => {
    const file = path.join(parentPath, name)
    const { size, mtimeMs } = statSync(file)
    return `${path.relative(folder, file)} ${size} ${mtimeMs}`
  })
  return createHash('sha256').update(stamps.toSorted().join('\n')).digest('base64url')
}
