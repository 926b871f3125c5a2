import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#config/config.ts'
import { closeDatabase, databaseFile, openDatabase } from '#db/database.ts'
import { listPlugins } from '#domain/authentication.ts'
import { hasDatabase } from '#domain/new-site.ts'
import { repositoriesRoot } from '#domain/settings.ts'

export interface KnownSite {
  /** Wherever the server writes: these need not lie beside the ini. */
  readonly folders: readonly string[]
  /** Whether a name that Windows gives opens an account; null while there is no database. */
  readonly believesWindows: boolean | null
}

/** What the ini and the database of a site on this machine say; nothing in them changes. */
export async function askSite(config: Config): Promise<KnownSite> {
  const { cacheDir, indexDir, archiveCacheDir, databaseUrl, databaseTimeout: timeout } = config
  const file = databaseFile(databaseUrl)
  const usual = [cacheDir, indexDir, ...(archiveCacheDir === null ? [] : [archiveCacheDir]), path.dirname(file)]
  if (!existsSync(file) || !(await hasDatabase(config))) return { folders: usual, believesWindows: null }
  const db = await openDatabase(databaseUrl, { timeout })
  try {
    const plugins = await listPlugins({ db, config })
    return {
      folders: [path.normalize(await repositoriesRoot({ db })), ...usual],
      believesWindows: plugins.some(({ name, inForce }) => name === 'container' && inForce),
    }
  } finally {
    await closeDatabase(db)
  }
}
