import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { SqliteConnection } from './sqlite-connection.ts'
import { translate } from './sqlite-error.ts'
import { type Patience, patiently, type WriteTurn } from './sqlite-turn.ts'

/** What all uses of a file share. */
export interface SqliteFile {
  readonly patience: Patience
  readonly reader: SqliteConnection
  readonly writer: SqliteConnection
  readonly turn: WriteTurn
}

/**
 * What Kysely takes for a connection: one query, or one transaction. Reading waits for nobody; writing waits for its
 * turn, and a transaction keeps it.
 */
export class SqliteUse implements DatabaseConnection {
  readonly #file: SqliteFile
  #giveBack: (() => void) | null = null

  constructor(file: SqliteFile) {
    this.#file = file
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { patience, reader, writer, turn } = this.#file
    if (this.#giveBack) return patiently(patience, () => writer.run<Row>(query))
    if (isReading(query)) return patiently(patience, () => reader.run<Row>(query))
    const { result, giveBack } = await turn.take(() => writer.run<Row>(query))
    giveBack()
    return result
  }

  /** Of a reading query, in steps that let others go on. */
  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    const { reader, writer, patience } = this.#file
    try {
      yield* (this.#giveBack ? writer : reader).stream<Row>(query)
    } catch (error) {
      throw translate(error, { file: patience.file })
    }
  }

  async begin(): Promise<void> {
    const { turn, writer } = this.#file
    const { giveBack } = await turn.take(() => writer.execute('begin immediate'))
    this.#giveBack = giveBack
  }

  async commit(): Promise<void> {
    const { patience, writer } = this.#file
    await patiently(patience, () => writer.execute('commit'))
  }

  async rollback(): Promise<void> {
    const { writer } = this.#file
    if (writer.isInTransaction) writer.execute('rollback') // SQLite has done it itself after some errors
  }

  /** After the last of it. */
  end(): void {
    this.#giveBack?.()
    this.#giveBack = null
  }
}

function isReading({ query, sql }: CompiledQuery): boolean {
  return query.kind === 'SelectQueryNode' || /^\s*select\b/i.test(sql)
}
