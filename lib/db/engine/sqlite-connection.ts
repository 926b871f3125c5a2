import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { CompiledQuery, QueryResult } from 'kysely'
import { LRUCache } from 'lru-cache'
import { translate } from './sqlite-error.ts'
import { bindable } from './sqlite-parameter.ts'
import { type Patience, patiently } from './sqlite-turn.ts'

type Query = Pick<CompiledQuery, 'sql' | 'parameters'>

/** An open file. Nothing waits here: what another process is in the way of throws at once, in SQLite's words. */
export class SqliteConnection {
  readonly #database: DatabaseSync
  readonly #statements = new LRUCache<string, StatementSync>({ max: 500 })

  private constructor(database: DatabaseSync) {
    this.#database = database
  }

  static async open(patience: Patience, use: 'read' | 'write'): Promise<SqliteConnection> {
    const database = openFile(patience.file)
    try {
      await patiently(patience, () => database.exec('pragma journal_mode = wal'))
      await patiently(patience, () => database.exec('pragma synchronous = normal'))
      if (use === 'read') database.exec('pragma query_only = on')
      return new SqliteConnection(database)
    } catch (error) {
      database.close()
      throw error
    }
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction
  }

  execute(sql: string): void {
    this.#database.exec(sql)
  }

  run<Row>({ sql, parameters }: Query): QueryResult<Row> {
    const values = parameters.map(bindable)
    const statement = this.#prepare(sql)
    if (statement.columns().length > 0) return { rows: statement.all(...values).map(row => rowOf<Row>(row)) }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  *stream<Row>({ sql, parameters }: Query): IterableIterator<QueryResult<Row>> {
    for (const row of this.#prepare(sql).iterate(...parameters.map(bindable))) yield { rows: [rowOf<Row>(row)] }
  }

  /**
   * Differs from what it was when any other connection has committed meanwhile, of this process or of another. '' when
   * it does not answer, as while the file is locked.
   */
  state(): string {
    try {
      return String(this.#prepare('pragma data_version').get()?.['data_version'])
    } catch {
      return ''
    }
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

/** A plain object; SQLite's own has no prototype. */
function rowOf<Row>(row: object): Row {
  return { ...row } as Row // whoever wrote the query said what its rows are
}

function openFile(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: false })
    database.function('lower', { deterministic: true }, lower) // SQLite's own knows no letters but A to Z
    return database
  } catch (error) {
    throw translate(error, { file })
  }
}

function lower(value: unknown): SQLInputValue {
  return typeof value === 'string' ? value.toLowerCase() : bindable(value)
}
