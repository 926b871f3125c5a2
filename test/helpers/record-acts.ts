import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { doAll } from './acts.ts'
import { Client } from './web.ts'

/*
 * Records what Kallithea 0.7 writes: serve it on a fresh copy of the golden instance, with TZ=UTC, and
 *
 *     node test/helpers/record-acts.ts http://127.0.0.1:5100 /tmp/site/kallithea.db
 *
 * Whom the host signs on is said by the header X-Test-Remote-User, which has to become the variable REMOTE_USER.
 */
const [origin = '', database = ''] = process.argv.slice(2)
const changes = await doAll(
  database,
  who => new Client(origin, who.includes('\\') ? { 'X-Test-Remote-User': who } : {}),
)
const lines = Object.entries(changes).map(([act, rows]) => {
  const told = rows.map(row => `\n    ${JSON.stringify(row)}`).join(',')
  return `  ${JSON.stringify(act)}: [${told}${told && '\n  '}]`
})
await writeFile(path.join(import.meta.dirname, '../fixtures/golden/acts.json'), `{\n${lines.join(',\n')}\n}\n`)
