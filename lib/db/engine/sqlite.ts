import { type Dialect, type DialectAdapter, type Driver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { SqliteConnection } from './sqlite-connection.ts'
import { type Patience, WriteTurn } from './sqlite-turn.ts'
import { type SqliteFile, SqliteUse } from './sqlite-use.ts'

export interface OpenSqlite {
  readonly dialect: Dialect
  /** Differs from what it was when anybody wrote meanwhile; '' when that cannot be told. */
  readonly stateOf: () => string
}

/** Kysely over node:sqlite. */
export async function openSqlite(patience: Patience): Promise<OpenSqlite> {
  const file = await openFile(patience)
  return {
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driverOf(file),
      createIntrospector: db => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    stateOf: () => file.reader.state(),
  }
}

/**
 * Kysely's own adapter for SQLite queues without end and migrates outside of transactions: two processes that start at
 * once would both find that a table is missing.
 */
const adapter: DialectAdapter = {
  supportsCreateIfNotExists: true,
  supportsMultipleConnections: true, // so that Kysely leaves the queue to us
  supportsReturning: true,
  supportsTransactionalDdl: true,
  async acquireMigrationLock() {}, // who begins a transaction has the file
  async releaseMigrationLock() {},
}

/** Two connections: what one has not committed is not there for the other. All who write share theirs, in turn. */
async function openFile(patience: Patience): Promise<SqliteFile> {
  const writer = await SqliteConnection.open(patience, 'write')
  try {
    return { patience, writer, reader: await SqliteConnection.open(patience, 'read'), turn: new WriteTurn(patience) }
  } catch (error) {
    writer.close()
    throw error
  }
}

function driverOf(file: SqliteFile): Driver {
  return {
    async init() {},
    acquireConnection: async () => new SqliteUse(file),
    beginTransaction: (use: SqliteUse) => use.begin(),
    commitTransaction: (use: SqliteUse) => use.commit(),
    rollbackTransaction: (use: SqliteUse) => use.rollback(),
    releaseConnection: async (use: SqliteUse) => use.end(),
    async destroy() {
      await file.turn.take(() => {}).catch(() => undefined) // whoever writes for so long will not be waited for
      file.reader.close()
      file.writer.close()
    },
  }
}
