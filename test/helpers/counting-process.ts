import { closeDatabase, openDatabase, transaction } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { listSettings, saveSetting } from '#db/settings.ts'

/** Started by tests as a process of its own: brings the tables up to date, then counts up one row, step by step. */
const [url = '', steps = '0'] = process.argv.slice(2)

async function count(): Promise<void> {
  const db = await openDatabase(url, { timeout: 60 })
  await migrate(db)
  for (let step = 0; step < Number(steps); step++) {
    await transaction(db, async tx => {
      const before = Number((await listSettings(tx)).get('counter')?.value ?? 0)
      await saveSetting(tx, 'counter', String(before + 1), 'int')
    })
  }
  await closeDatabase(db)
}

void count()
