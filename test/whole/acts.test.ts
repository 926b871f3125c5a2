import { readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { acts, doAll } from '../helpers/acts.ts'
import { openGolden } from '../helpers/golden.ts'
import type { RowChange } from '../helpers/row-changes.ts'
import { serve } from '../helpers/web.ts'

const recorded = path.resolve(import.meta.dirname, '../fixtures/golden/acts.json')

test('what people do in a day is written as Kallithea 0.7 writes it', async t => {
  t.timeout(300_000)
  const site = await openGolden(t)
  const served = await serve(t, site)
  const file = path.join(path.dirname(site.config.file), 'kallithea.db')
  const ours = await doAll(file, who => served.client(who.includes('\\') ? { user: who } : {}))
  const theirs: typeof ours = JSON.parse(await readFile(recorded, 'utf8'))
  t.deepEqual(Object.keys(ours), Object.keys(theirs))
  const differences = Object.keys(acts).flatMap(act => [
    ...parted(ours[act], theirs[act]).map(change => `${act}: ours alone: ${change}`),
    ...parted(theirs[act], ours[act]).map(change => `${act}: Kallithea alone: ${change}`),
  ])
  t.deepEqual(differences, better)
})

const forgotten = { table: 'user_ip_map', what: 'removed', row: { user_id: 16, ip_addr: '192.0.2.7/32', active: 1 } }

/** The original forgets it, and a row of nobody stays. */
const better = [`the administrator removes an account: ours alone: ${JSON.stringify(forgotten)}`]

function parted(one: readonly RowChange[] = [], other: readonly RowChange[] = []): readonly string[] {
  const theirs = other.map(change => JSON.stringify(change))
  return one.map(change => JSON.stringify(change)).filter(change => !theirs.includes(change))
}
