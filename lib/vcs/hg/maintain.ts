import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isProblem, Problem } from '#std/problem.ts'
import type { BackendDeps } from '../backend.ts'
import { command } from '../command.ts'
import { decodeAnyway } from '../text.ts'
import { environment } from './server.ts'
import { serversOf } from './servers.ts'

export async function createHg(folder: string, { runner }: BackendDeps): Promise<void> {
  await serversOf(runner).run({ command: command('init').names([path.resolve(folder)]) })
}

/** `source` is an absolute folder, or an address with http or https. */
export async function cloneHg(source: string, folder: string, { runner }: BackendDeps): Promise<void> {
  const isAddress = /^https?:\/\/[^-]/i.test(source)
  if (!isAddress && !path.isAbsolute(source)) throw new Problem('invalid', 'cannot clone from there', { source })
  if (!isAddress && !isHgFolder(source)) throw new Problem('not-found', 'no such repository', { source })
  try {
    await runner.run({
      tool: 'hg',
      command: command('clone', '--noupdate', '--quiet').names([source, path.resolve(folder)]),
      environment,
      limit: { milliseconds: 60 * 60 * 1000 },
    })
  } catch (error) {
    const isThere = isProblem(error) && /destination .* is not empty/.test(String(error.facts.stderr))
    throw isThere ? new Problem('conflict', 'there is something in this folder', { folder }, error) : error
  }
}

export function isHgFolder(folder: string): boolean {
  return statSync(path.join(folder, '.hg'), { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** `description` of the section `web` in the repository's own configuration; the only thing of it that is read. */
export function readDescription(folder: string): string | null {
  let section = ''
  let value: string | null = null
  let isOpen = false
  for (const line of readText(path.join(folder, '.hg', 'hgrc')).split(/\r?\n/)) {
    if (/^\s*$|^[#;]/.test(line)) continue
    const [, heading] = /^\[([^\]]*)\]/.exec(line) ?? []
    const [, name, text = ''] = /^([^=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    // A line that begins with a blank goes on with the value above.
    if (/^\s/.test(line)) value = isOpen ? `${value ?? ''}\n${line.trim()}` : value
    else if (heading !== undefined) section = heading
    else if (section === 'web' && name === 'description') value = text
    if (!/^\s/.test(line)) isOpen = section === 'web' && name === 'description'
  }
  const description = value?.trim() ?? ''
  return description === '' || description === 'unknown' ? null : description
}

function readText(file: string): string {
  try {
    return decodeAnyway(readFileSync(file))
  } catch {
    return ''
  }
}
