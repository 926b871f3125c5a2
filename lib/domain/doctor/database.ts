import { existsSync } from 'node:fs'
import type { Config } from '#config/config.ts'
import { closeDatabase, databaseFile, type Database, openDatabase } from '#db/database.ts'
import { recognize } from '#db/migrate.ts'
import { isProblem } from '#std/problem.ts'
import { repositoriesRoot } from '../settings.ts'
import { type Finding, findingsOf } from './finding.ts'

const { ok, bad } = findingsOf('database')

export interface OpenedDatabase {
  readonly db: Database
  /** The folder of the repositories; null where the database does not say it. */
  readonly root: string | null
  readonly findings: readonly Finding[]
  close(): Promise<void>
}

/** Opens the database as the server does, but changes and makes nothing; null and why where it cannot. */
export async function examineDatabase(config: Config): Promise<OpenedDatabase | readonly Finding[]> {
  const where = `${config.file} sqlalchemy.url`
  const told = (error: unknown, todo: string): readonly Finding[] => {
    if (!isProblem(error)) throw error
    return [bad({ what: error.message, where, todo })]
  }
  try {
    const file = databaseFile(config.databaseUrl)
    if (!existsSync(file)) {
      return [bad({ what: 'there is no database', where: file, todo: 'run db-create, or correct sqlalchemy.url' })]
    }
  } catch (error) {
    return told(error, 'correct sqlalchemy.url')
  }
  let db: Database
  try {
    db = await openDatabase(config.databaseUrl, { timeout: config.databaseTimeout })
  } catch (error) {
    return told(error, 'look at the rights of this account on the file and its folder')
  }
  try {
    if (!config.ignoreAlembicRevision) await recognize(db)
    const root = await repositoriesRoot({ db })
    const findings = [ok(`${databaseFile(config.databaseUrl)} is of the revision of this version`)]
    return { db, root, findings, close: () => closeDatabase(db) }
  } catch (error) {
    await closeDatabase(db)
    return told(error, 'the sentence says it; nothing was changed')
  }
}
