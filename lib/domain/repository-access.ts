import path from 'node:path'
import type { RepositoryRow } from '#db/repositories.ts'
import { findDefaultUser } from '#db/users.ts'
import { Problem } from '#std/problem.ts'
import type { Repository } from '#vcs/repository.ts'
import { loadPermissions } from './permissions.ts'
import { repositoriesRoot } from './settings.ts'
import type { Site } from './site.ts'

/**
 * Opens what lies on disk behind a row. A row without its repository is not found, like a repository that never was.
 */
export async function openRepository(site: Pick<Site, 'db' | 'vcs'>, row: RepositoryRow): Promise<Repository> {
  return site.vcs.open(row.kind, folderOf(await repositoriesRoot(site), row.name))
}

/** Whether strangers may read it. */
export async function isOpenToAll(
  { db }: Pick<Site, 'db'>,
  row: Pick<RepositoryRow, 'id' | 'ownerId' | 'private'>,
): Promise<boolean> {
  const everybody = await findDefaultUser(db)
  return everybody?.active === true && (await loadPermissions(db, everybody)).repository(row) !== 'none'
}

/** The folder of a repository or group below the root, and never anything else. */
export function folderOf(root: string, name: string): string {
  const segments = name.split('/')
  const folder = path.join(path.resolve(root), ...segments)
  if (!segments.every(isPlain) || path.relative(root, folder) !== path.join(...segments)) {
    throw new Problem('not-found', 'no folder can have this name', { name })
  }
  return folder
}

/**
 * One segment that every system takes for one folder of exactly this name. Windows forgets dots and blanks at the end.
 */
function isPlain(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..' || /[\\/\0]/.test(segment)) return false
  return process.platform !== 'win32' || !/[:*?"<>|]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment)
}
