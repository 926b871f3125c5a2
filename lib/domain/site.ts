import path from 'node:path'
import type { Config } from '#config/config.ts'
import { closeDatabase, type Database, openDatabase } from '#db/database.ts'
import { sweepExternalNames } from '#db/external-names.ts'
import { migrate, recognize } from '#db/migrate.ts'
import { deleteExpiredSessions } from '#db/sessions.ts'
import { sweepSignOns } from '#db/sign-ons.ts'
import { tracer } from '#trace/trace.ts'
import { openVcs, type Vcs } from '#vcs/open.ts'

const trace = tracer('domain:site')

/** Everything outside the code that the code may touch. */
export interface Site {
  readonly config: Config
  readonly db: Database
  readonly vcs: Vcs
  readonly now: () => Date
  /** What the process was started in; nothing but what is shown of it depends on it. */
  readonly environment: Environment
}

type Environment = Readonly<Record<string, string | undefined>>

/** Opens an existing site; a database that is none of ours is refused with a Problem that says what to do. */
export async function openSite(config: Config, environment: Environment = {}): Promise<Site> {
  const db = await openDatabase(config.databaseUrl, { timeout: config.databaseTimeout })
  try {
    if (!config.ignoreAlembicRevision) await recognize(db)
    await migrate(db)
    return { config, db, vcs: openTools(config), now: () => new Date(), environment }
  } catch (error) {
    await closeDatabase(db)
    throw error
  }
}

/** Takes away what has ended, and what was left behind. Never fails: the next start does it again. */
export async function sweepSite({ db, now }: Pick<Site, 'db' | 'now'>): Promise<void> {
  try {
    await deleteExpiredSessions(db, now())
    await sweepExternalNames(db)
    await sweepSignOns(db)
  } catch (error) {
    trace('the database was not swept: %o', error)
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
