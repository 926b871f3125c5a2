import { hashPassword } from '#auth/password.ts'
import type { Config } from '#config/config.ts'
import { closeDatabase, type Database, openDatabase, transaction } from '#db/database.ts'
import { createFirstRows } from '#db/first-rows.ts'
import { createDatabase, recognize } from '#db/migrate.ts'

export interface NewSite {
  /** The folder that all repositories will lie below. */
  readonly root: string
  readonly admin: { readonly username: string; readonly password: string; readonly email: string }
  /** Whether people who did not sign on may read. */
  readonly publicAccess: boolean
  readonly now: Date
}

/**
 * Makes the database of a new site, all of it or nothing. One that has tables already is left alone, and the answer
 * is false.
 */
export async function createSite(config: Config, site: NewSite): Promise<boolean> {
  const db = await openDatabase(config.databaseUrl, { timeout: config.databaseTimeout })
  try {
    if (await hasTables(db)) return false
    const { username, email, password } = site.admin
    const admin = { username, email, passwordHash: await hashPassword(password) }
    await transaction(db, async tx => {
      await createDatabase(tx)
      await createFirstRows(tx, { ...site, admin })
    })
    return true
  } finally {
    await closeDatabase(db)
  }
}

/** Whether there is a database already. One that is none of Kallithea's, or that we cannot open, is a Problem. */
export async function hasDatabase(config: Config): Promise<boolean> {
  const db = await openDatabase(config.databaseUrl, { timeout: config.databaseTimeout })
  try {
    if (!(await hasTables(db))) return false
    if (!config.ignoreAlembicRevision) await recognize(db)
    return true
  } finally {
    await closeDatabase(db)
  }
}

async function hasTables(db: Database): Promise<boolean> {
  return (await db.introspection.getTables()).length > 0
}
