import { access, constants, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { tracer } from '#trace/trace.ts'
import type { Kind } from '#vcs/repository.ts'
import type { Site } from './site.ts'

/** A repository on disk, by its name below the root. */
export interface FoundRepository {
  readonly name: string
  readonly kind: Kind
  readonly folder: string
}

const trace = tracer('domain:found-repositories')

/** All repositories below a folder, sorted by name. Nothing is looked for inside a repository. */
export async function findRepositoriesOnDisk(
  { vcs }: Pick<Site, 'vcs'>,
  root: string,
): Promise<readonly FoundRepository[]> {
  const found: FoundRepository[] = []
  await walk(root, '')
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))

  async function walk(folder: string, prefix: string): Promise<void> {
    for (const below of await listFolders(folder)) {
      const { folder: inside } = below
      const name = prefix + below.name
      if (await isFolder(path.join(inside, '.git'))) {
        trace('ignoring %s: a git repository with a checkout', name)
        continue
      }
      const isCandidate = await looksLikeRepository(inside)
      if (isCandidate && !(await mayRead(inside))) {
        trace('ignoring %s: it cannot be read', name)
        continue
      }
      const kind = isCandidate ? await vcs.detect(inside) : null
      if (kind) found.push({ name, kind, folder: inside })
      else if (!below.isLink) await walk(inside, `${name}/`)
    }
  }
}

/**
 * Folders of removed repositories and groups, `rm__20240131_235959_123456__name`, and hidden ones are not looked at.
 */
const isHidden = /^\.|^rm__\d{8}_\d{6}_\d{6}_/

async function listFolders(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []) // not ours to read
  const folders = []
  for (const entry of entries) {
    const { name } = entry
    const inside = path.join(folder, name)
    if (isHidden.test(name) || name.includes('\ufffd')) continue // bytes that are no text cannot be asked for
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(inside)))) {
      folders.push({ name, folder: inside, isLink: entry.isSymbolicLink() })
    }
  }
  return folders
}

async function looksLikeRepository(folder: string): Promise<boolean> {
  const has = (name: string) => exists(path.join(folder, name))
  return (await has('.hg')) || ((await has('objects')) && ((await has('refs')) || (await has('packed-refs'))))
}

async function isFolder(name: string): Promise<boolean> {
  const about = await stat(name).catch(() => null)
  return about?.isDirectory() ?? false
}

async function exists(name: string): Promise<boolean> {
  return (await stat(name).catch(() => null)) !== null
}

async function mayRead(folder: string): Promise<boolean> {
  return access(folder, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
}
