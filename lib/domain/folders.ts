import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '#config/config.ts'
import { databaseFile } from '#db/database.ts'
import { isProblem } from '#std/problem.ts'

/** A folder that the server has to write to. */
export interface SiteFolder {
  /** What names it: a key of the ini, or what is in it. */
  readonly name: string
  readonly folder: string
  /** Whether the server makes it when it needs it. */
  readonly isMade: boolean
}

/** Those of a site; the root of the repositories is in the database. */
export function listFolders(config: Config, root: string | null): readonly SiteFolder[] {
  const given = [
    { name: 'ini', folder: config.here, isMade: false },
    { name: 'sqlalchemy.url', folder: folderOfDatabase(config), isMade: false },
    { name: 'repositories', folder: root, isMade: false },
    { name: 'cache_dir', folder: config.cacheDir, isMade: true },
    { name: 'index_dir', folder: config.indexDir, isMade: true },
    { name: 'archive_cache_dir', folder: config.archiveCacheDir, isMade: true },
  ]
  return given.flatMap(({ folder, ...rest }) => (folder ? [{ ...rest, folder }] : []))
}

function folderOfDatabase({ databaseUrl }: Config): string | null {
  try {
    return path.dirname(databaseFile(databaseUrl))
  } catch (error) {
    if (isProblem(error)) return null
    throw error
  }
}

/**
 * Writes, renames and removes a file there, or in the nearest folder above where it would be made; null when all went
 * well, else the system's word for what did not.
 */
export async function probeFolder({ folder, isMade }: Pick<SiteFolder, 'folder' | 'isMade'>): Promise<string | null> {
  const file = path.join(isMade ? nearestThere(folder) : folder, `.written-${randomUUID()}`)
  try {
    await writeFile(file, '')
    await rename(file, `${file}.renamed`)
    await rm(`${file}.renamed`)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

function nearestThere(folder: string): string {
  const above = path.dirname(folder)
  return existsSync(folder) || above === folder ? folder : nearestThere(above)
}
