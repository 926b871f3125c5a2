import { DatabaseSync } from 'node:sqlite'
import { translate } from './sqlite-error.ts'
import { type Patience, patiently } from './sqlite-turn.ts'

/** Writes what the file holds at one moment to a new file. It is only read, and nobody waits meanwhile. */
export async function copySqlite(patience: Patience, copy: string): Promise<void> {
  const { file } = patience
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 0 })
    try {
      await patiently(patience, () => database.prepare('vacuum into ?').run(copy))
    } finally {
      database.close()
    }
  } catch (error) {
    throw translate(error, { file })
  }
}
