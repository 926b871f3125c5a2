import { type ColumnType, type CreateTableBuilder, type Generated, type Kysely, type RawBuilder, sql } from 'kysely'

/** What the engines store for a boolean, a Date, a JSON text: written as what it is, read through values.ts. */
export type Flag = ColumnType<number | boolean, boolean, boolean>
export type Moment = ColumnType<string | Date, Date, Date>
export type Bytes = ColumnType<Uint8Array | string, Uint8Array, Uint8Array>

/** A column of Kallithea's. `Value` is what Kysely is told of it. */
export interface Column<Value = unknown> {
  readonly type: 'key' | 'integer' | 'string' | 'text' | 'flag' | 'moment' | 'float' | 'bytes'
  readonly length?: number
  readonly nullable?: boolean
  /** The table whose key it holds. */
  readonly target?: string
  /** A type only; no column has it. */
  readonly value?: Value
}

export interface Table {
  readonly columns: Readonly<Record<string, Column>>
  /** Sets of columns. A set may have a name of its own; else it is called after its first column. */
  readonly unique?: readonly (readonly string[] | { readonly name: string; readonly columns: readonly string[] })[]
  readonly indexes?: Readonly<Record<string, readonly string[]>>
}

/** What Kysely is told of a table. */
export type Row<Described extends Table> = {
  [Name in keyof Described['columns']]: Described['columns'][Name] extends Column<infer Value> ? Value : never
}

export const key: Column<Generated<number>> = { type: 'key' }
export const integer: Column<number> = { type: 'integer' }
export const text: Column<string> = { type: 'text' }
export const flag: Column<Flag> = { type: 'flag' }
export const moment: Column<Moment> = { type: 'moment' }
export const float: Column<number> = { type: 'float' }
export const bytes: Column<Bytes> = { type: 'bytes' }

export function string(length: number): Column<string> {
  return { type: 'string', length }
}

export function to(target: string): Column<number> {
  return { type: 'integer', target }
}

export function optional<Value>(column: Column<Value>): Column<Value | null> {
  return { ...column, nullable: true } as Column<Value | null> // it has no `value` to be of another type
}

/** Makes a table and its indexes, with the names that SQLAlchemy gives to constraints. */
export async function createTable<Tables>(
  db: Kysely<Tables>,
  name: string,
  { columns, unique = [], indexes = {} }: Table,
  keyOf: (table: string) => string,
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, about] of Object.entries(columns)) {
    builder = builder.addColumn(column, sqlType(about), build => {
      const filled = about.nullable ? build : build.notNull()
      return about.type === 'key' ? filled.primaryKey().autoIncrement() : filled
    })
  }
  for (const set of unique) {
    const named = 'name' in set ? set : { name: `uq_${name}_${set[0]}`, columns: set }
    builder = builder.addUniqueConstraint(named.name, [...named.columns])
  }
  for (const [column, { type, target }] of Object.entries(columns)) {
    if (type === 'flag') builder = builder.addCheckConstraint(`ck_${name}_${column}`, sql`${sql.ref(column)} in (0, 1)`)
    if (target) builder = builder.addForeignKeyConstraint(`fk_${name}_${column}`, [column], target, [keyOf(target)])
  }
  await builder.execute()
  for (const [index, of] of Object.entries(indexes)) {
    await db.schema
      .createIndex(index)
      .on(name)
      .columns([...of])
      .execute()
  }
}

function sqlType({ type, length }: Column): RawBuilder<unknown> {
  if (type === 'string') return sql.raw(`VARCHAR(${length})`)
  return sql.raw(sqlTypes[type])
}

const sqlTypes: Readonly<Record<Exclude<Column['type'], 'string'>, string>> = {
  key: 'INTEGER',
  integer: 'INTEGER',
  text: 'TEXT',
  flag: 'BOOLEAN',
  moment: 'DATETIME',
  float: 'FLOAT',
  bytes: 'BLOB',
}
