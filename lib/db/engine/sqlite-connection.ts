import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { LRUCache } from 'lru-cache'
import { isBusy, translate } from './sqlite-error.ts'
import { bindable } from './sqlite-parameter.ts'

export interface SqliteOptions {
  readonly file: string
  /** Seconds to wait while another process writes. */
  readonly timeout: number
}

/** How long SQLite itself may hold up the event loop. */
const busyTimeout = 50

/** The one connection to a file. Whoever uses it waits asynchronously while another process writes. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #options: SqliteOptions
  readonly #statements = new LRUCache<string, StatementSync>({ max: 500 })

  private constructor(database: DatabaseSync, options: SqliteOptions) {
    this.#database = database
    this.#options = options
  }

  static async open(options: SqliteOptions): Promise<SqliteConnection> {
    const database = openFile(options.file)
    const connection = new SqliteConnection(database, options)
    try {
      await connection.#patiently(() => database.exec('pragma journal_mode = wal'))
      await connection.#patiently(() => database.exec('pragma synchronous = normal'))
      return connection
    } catch (error) {
      database.close()
      throw error
    }
  }

  async executeQuery<Result>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Result>> {
    const values = parameters.map(bindable)
    return this.#patiently(() => this.#run<Result>(sql, values))
  }

  async *streamQuery<Result>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Result>> {
    const values = parameters.map(bindable)
    const rows = await this.#patiently(() => this.#prepare(sql).iterate(...values))
    for (const row of rows) yield { rows: [{ ...row } as Result] } // whoever wrote the query said what its rows are
  }

  async begin(): Promise<void> {
    await this.#patiently(() => this.#database.exec('begin immediate'))
  }

  async commit(): Promise<void> {
    await this.#patiently(() => this.#database.exec('commit'))
  }

  async rollback(): Promise<void> {
    if (this.#database.isTransaction) this.#database.exec('rollback') // SQLite has done it itself after some errors
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  /** Tries again, with pauses that let this process live, as long as the file is locked and the time-out allows. */
  async #patiently<Result>(attempt: () => Result): Promise<Result> {
    const { file, timeout } = this.#options
    const end = performance.now() + timeout * 1000
    for (;;) {
      try {
        return attempt()
      } catch (error) {
        if (!isBusy(error) || performance.now() >= end) throw translate(error, { file })
      }
      await sleep(5 + Math.random() * 45) // so that processes that wait do not ask in step
    }
  }

  #run<Result>(sql: string, values: readonly SQLInputValue[]): QueryResult<Result> {
    const statement = this.#prepare(sql)
    if (statement.columns().length > 0) {
      return { rows: statement.all(...values).map(row => ({ ...row }) as Result) } // as above
    }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

function openFile(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: false })
    database.function('lower', { deterministic: true }, lower) // SQLite's own knows no letters but A to Z
    return database
  } catch (error) {
    throw translate(error, { file })
  }
}

function lower(value: unknown): SQLInputValue {
  return typeof value === 'string' ? value.toLowerCase() : bindable(value)
}
