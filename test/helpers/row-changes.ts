import { DatabaseSync } from 'node:sqlite'

/** What somebody's act did to a table of Kallithea's. Ids of new rows are left out: they tell of the order alone. */
export interface RowChange {
  readonly table: string
  readonly what: 'added' | 'removed' | 'changed'
  /** What stands in the first column of a changed row: a name. */
  readonly of?: unknown
  /** All columns; of a changed row those that changed. */
  readonly row: Values
}

type Values = Readonly<Record<string, unknown>>

/** Rows by their primary key, by table. */
export type Rows = ReadonlyMap<string, ReadonlyMap<unknown, Values>>

/** All of Kallithea's tables; ours, whose names begin with `ext_`, are left out. */
export function readRows(file: string): Rows {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 60_000 })
  try {
    const names = database.prepare("select name from sqlite_master where type = 'table' order by name").all()
    const tables = names.map(({ name }) => String(name)).filter(name => !/^(ext_|sqlite_|alembic)/.test(name))
    return new Map(tables.map(table => [table, rowsOf(database, table)]))
  } finally {
    database.close()
  }
}

function rowsOf(database: DatabaseSync, table: string): ReadonlyMap<unknown, Values> {
  const columns = database.prepare('select name, pk from pragma_table_info(?)').all(table)
  const key = String(columns.find(({ pk }) => pk === 1)?.name)
  const rows = database.prepare(`select * from "${table}"`).all()
  return new Map(rows.map(({ [key]: id, ...values }) => [id, values]))
}

/** What is in one and not in the other, in one order; a row that was made anew as it was does not count. */
export function rowChanges(before: Rows, after: Rows): readonly RowChange[] {
  return [...after]
    .flatMap(([table, now]) => tableChanges(table, before.get(table) ?? new Map(), now))
    .toSorted(inOrder)
}

function tableChanges(
  table: string,
  was: ReadonlyMap<unknown, Values>,
  now: ReadonlyMap<unknown, Values>,
): RowChange[] {
  const gone = without(was, now)
  const come = without(now, was)
  const changed = [...gone].filter(([id]) => come.has(id))
  return [
    ...changed.map(([id, row]) => {
      const [of] = Object.values(row)
      return { table, what: 'changed' as const, of, row: difference(row, come.get(id) ?? {}) }
    }),
    ...[...gone]
      .filter(([id]) => !come.has(id))
      .map(([, row]) => ({ table, what: 'removed' as const, row: told(row) })),
    ...[...come].filter(([id]) => !gone.has(id)).map(([, row]) => ({ table, what: 'added' as const, row: told(row) })),
  ]
}

/** The rows of one that the other has not, as often as it has them more often. */
function without(one: ReadonlyMap<unknown, Values>, other: ReadonlyMap<unknown, Values>): Map<unknown, Values> {
  const left = new Map<string, number>()
  for (const row of other.values()) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1)
  const found = new Map<unknown, Values>()
  for (const [id, row] of one) {
    const text = JSON.stringify(row)
    const count = left.get(text) ?? 0
    if (count > 0) left.set(text, count - 1)
    else found.set(id, row)
  }
  return found
}

function difference(before: Values, after: Values): Values {
  return told(Object.fromEntries(Object.entries(after).filter(([column, value]) => value !== before[column])))
}

/** Values with a word in place of what is another each time, which says its form. */
function told(row: Values): Values {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, formOf(value)]))
}

function formOf(value: unknown): unknown {
  if (typeof value === 'number' && value > 1e9) return '{seconds since 1970}'
  if (typeof value !== 'string') return value
  return value
    .replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/, '{moment}')
    .replace(/^\$2[aby]\$\d\d\$.{53}$/, '{bcrypt}')
    .replace(/^[0-9a-f]{40}$/, '{key}')
}

function inOrder(one: RowChange, other: RowChange): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}
