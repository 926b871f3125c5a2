import path from 'node:path'
import type { Config } from '#config/config.ts'
import { closeDatabase, type Database, openDatabase } from '#db/database.ts'
import { sweepExternalNames } from '#db/external-names.ts'
import { migrate, recognize } from '#db/migrate.ts'
import { deleteExpiredSessions } from '#db/sessions.ts'
import { openVcs, type Vcs } from '#vcs/open.ts'

/** Everything outside the code that the code may touch. */
export interface Site {
  readonly config: Config
  readonly db: Database
  readonly vcs: Vcs
  readonly now: () => Date
}

/** Opens an existing site; a database that is none of ours is refused with a Problem that says what to do. */
export async function openSite(config: Config): Promise<Site> {
  const db = await openDatabase(config.databaseUrl, { timeout: config.databaseTimeout })
  try {
    if (!config.ignoreAlembicRevision) await recognize(db)
    await migrate(db)
    await deleteExpiredSessions(db, new Date())
    await sweepExternalNames(db)
    return { config, db, vcs: openTools(config), now: () => new Date() }
  } catch (error) {
    await closeDatabase(db)
    throw error
  }
}

export async function closeSite({ db, vcs }: Pick<Site, 'db' | 'vcs'>): Promise<void> {
  await vcs.close()
  await closeDatabase(db)
}

/** Git and Mercurial as the configuration says; for a site that is not there yet. */
export function openTools(config: Config): Vcs {
  return openVcs({
    git: config.gitPath,
    hg: config.hgPath,
    home: path.join(config.cacheDir, 'tools'),
    encodings: config.defaultEncoding,
    revFilter: config.gitRevFilter,
  })
}
