import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isProblem, Problem } from '#std/problem.ts'
import { command } from '../command.ts'
import type { Runner } from '../run.ts'
import { decodeAnyway } from '../text.ts'

/** The folder with HEAD and objects: the repository itself when it is bare, else `.git` in it. */
export function gitFolder(folder: string): string | null {
  const isRepository = (place: string): boolean =>
    isFile(path.join(place, 'HEAD')) && isFolder(path.join(place, 'objects')) && isFolder(path.join(place, 'refs'))
  if (isFolder(path.join(folder, '.git'))) return path.join(folder, '.git')
  return isRepository(folder) ? folder : null
}

export async function createGit(folder: string, runner: Runner): Promise<void> {
  const init = command('-c', 'init.defaultRefFormat=files', 'init', '--bare', '--quiet', '--template=')
  const known = init.with('--object-format=sha1', '--initial-branch=master').names([path.resolve(folder)])
  await runner.run({ tool: 'git', command: known, environment: { GIT_DEFAULT_REF_FORMAT: 'files' } })
}

/** `source` is an absolute folder, or an address with http or https. */
export async function cloneGit(source: string, folder: string, runner: Runner): Promise<void> {
  const isAddress = /^https?:\/\/[^-]/i.test(source)
  if (!isAddress && !path.isAbsolute(source)) throw new Problem('invalid', 'cannot clone from there', { source })
  if (!isAddress && !gitFolder(source)) throw new Problem('not-found', 'no such repository', { source })
  const clone = command('-c', 'core.hooksPath=none', '-c', 'protocol.ext.allow=never', 'clone')
    .with('--bare', '--quiet', '--no-hardlinks', '--template=', '--no-recurse-submodules')
    .names([source, path.resolve(folder)])
  try {
    await runner.run({
      tool: 'git',
      command: clone,
      environment: { GIT_ALLOW_PROTOCOL: isAddress ? 'https:http' : 'file' },
      limit: { milliseconds: 60 * 60 * 1000 },
    })
  } catch (error) {
    const isThere = isProblem(error) && /already exists and is not an empty/.test(String(error.facts.stderr))
    throw isThere ? new Problem('conflict', 'there is something in this folder', { folder }, error) : error
  }
}

/** git's `description` file; what git itself puts there says nothing. */
export async function readDescription(place: string): Promise<string | null> {
  const bytes = await readFile(path.join(place, 'description')).catch(() => Buffer.alloc(0))
  const text = decodeAnyway(bytes).trim()
  return text === '' || text.startsWith('Unnamed repository;') ? null : text
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() ?? false
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false
}
