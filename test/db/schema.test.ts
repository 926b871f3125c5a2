import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import type { Database } from '#db/database.ts'
import { kallitheaTables, type Schema } from '#db/schema.ts'
import { parseFlag, parseMoment } from '#db/values.ts'
import { copyGoldenDatabase } from '../helpers/database.ts'

type Name = keyof typeof kallitheaTables

async function readAll(db: Database, table: keyof Schema): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return db.selectFrom(table).selectAll().execute()
}

test('every table of the golden instance is read, and every row fits what we say of its columns', async t => {
  const { db, file } = await copyGoldenDatabase(t)
  const raw = new DatabaseSync(file)
  t.teardown(() => raw.close())
  let total = 0
  for (const name of Object.keys(kallitheaTables) as Name[]) {
    // keys of an object that is written down
    const rows = await readAll(db, name)
    t.is(rows.length, Number(raw.prepare(`select count(*) as n from "${name}"`).get()?.n), name)
    total += rows.length
    for (const row of rows) {
      t.deepEqual(Object.keys(row), Object.keys(kallitheaTables[name].columns))
      for (const [column, about] of Object.entries(kallitheaTables[name].columns)) {
        const value = row[column]
        const where = `${name}.${column}: ${value}`
        if (value === null) t.true(about.nullable, where)
        else if (about.type === 'flag') t.is(typeof parseFlag(value as number), 'boolean', where)
        else if (about.type === 'moment') t.notThrows(() => parseMoment(value as string), where)
        else if (about.type === 'bytes') t.true(value instanceof Uint8Array, where)
        else t.is(typeof value, ['string', 'text'].includes(about.type) ? 'string' : 'number', where)
      }
    }
  }
  t.true(total > 300)
})
