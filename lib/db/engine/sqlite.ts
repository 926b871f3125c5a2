import { E_TIMEOUT, Mutex, withTimeout } from 'async-mutex'
import { type Dialect, type DialectAdapter, type Driver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { Problem } from '#std/problem.ts'
import { SqliteConnection, type SqliteOptions } from './sqlite-connection.ts'

export interface SqliteDialectOptions extends SqliteOptions {
  /** Seconds to wait while others in this process use the connection. */
  readonly patience: number
}

/** Kysely over node:sqlite: one connection, and a queue before it. */
export async function openSqlite(options: SqliteDialectOptions): Promise<Dialect> {
  const connection = await SqliteConnection.open(options)
  return {
    createAdapter: () => adapter,
    createDriver: () => queuedDriver(connection, options.patience),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
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

/**
 * A second connection to the same file in the same process would stop the event loop when both write: whoever waits
 * for a lock then keeps its holder from going on. So all share one, in turn.
 */
function queuedDriver(connection: SqliteConnection, patience: number): Driver {
  const queue = withTimeout(new Mutex(), patience * 1000)
  return {
    async init() {},
    async acquireConnection() {
      await queue.acquire().catch((error: unknown) => {
        if (error !== E_TIMEOUT) throw error
        throw new Problem('unavailable', 'the database was busy for too long', { patience }, error)
      })
      return connection
    },
    async releaseConnection() {
      queue.release()
    },
    beginTransaction: () => connection.begin(),
    commitTransaction: () => connection.commit(),
    rollbackTransaction: () => connection.rollback(),
    async destroy() {
      await queue.acquire().catch(() => undefined) // whoever holds it for so long will not be waited for
      connection.close()
    },
  }
}
