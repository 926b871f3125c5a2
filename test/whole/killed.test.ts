import { copyFile, watch } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { closeSite } from '#domain/site.ts'
import { type Crowd, gatherCrowd } from '../helpers/crowd/crowd.ts'
import { makeCrowdSite } from '../helpers/crowd/crowd-site.ts'
import { watchSmallFiles } from '../helpers/crowd/small-files.ts'
import { makeFolder } from '../helpers/folder.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { dice } from '../helpers/random-history.ts'

/** Where the machine is slow, fewer in the time there is for them. */
const kills = { most: 12, least: 4, milliseconds: 45_000 }

test('killed at any moment, the server has lost nothing of what it answered, and starts again', async t => {
  t.timeout(600_000)
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
  t.log(`KILL_SEED=${seed} chooses the same moments again`)
  const roll = dice(seed)
  const made = await makeCrowdSite(t)
  await closeSite(made.site) // SQLite has nothing to recover as long as another process has the file open
  const iis = await startStandIn(t, { ini: made.ini, authentication: 'mixed' })
  const look = watchSmallFiles(made.folder)
  const startTime = await start(iis, roll)
  const crowd = await gatherCrowd(iis, made)
  const begun = performance.now()
  for (let count = 1; count <= kills.most; count++) {
    const end = crowd.begin()
    if (count % 4 === 0) await sleep(roll(startTime))
    else await crowd.asking.answers(1 + roll(60))
    if (count % 4 === 1) await writes(path.join(made.folder, 'kallithea.db-wal'), 1 + roll(10))
    if (count % 4 === 2) await sleep(roll(30))
    iis.kill()
    await end()
    iis.kill() // whoever was between two requests has started it again
    t.deepEqual([...(await faultsInCopy(t, made.folder, crowd)), ...(await look())], [], `after kill ${count}`)
    if (count >= kills.least && performance.now() - begun > kills.milliseconds) break
  }
  const { brokenOff } = crowd.asking
  for (let { count } = crowd.sessions; count > 0; count--) await crowd.sessions.comeBack()
  iis.kill()
  t.deepEqual([...(await faultsInCopy(t, made.folder, crowd)), ...(await look())], [])
  t.is(crowd.asking.brokenOff, brokenOff)
  t.true(brokenOff > 0)
})

/** The first start is killed, too; how long the second takes, in milliseconds. */
async function start(iis: StandIn, roll: (sides: number) => number): Promise<number> {
  const first = iis.ask('/')
  await sleep(roll(1000))
  iis.kill()
  await first
  const begun = performance.now()
  await iis.ask('/')
  return Math.ceil(performance.now() - begun)
}

/** Until a file was written so many times more. */
async function writes(file: string, count: number): Promise<void> {
  let left = count
  for await (const _ of watch(file)) if (--left === 0) return
}

/** Of a copy, so that the next start finds everything as the kill has left it. */
async function faultsInCopy(t: ExecutionContext, folder: string, crowd: Crowd): Promise<readonly string[]> {
  const copy = await makeFolder(t)
  for (const name of ['kallithea.db', 'kallithea.db-wal']) {
    await copyFile(path.join(folder, name), path.join(copy, name))
  }
  const db = new DatabaseSync(path.join(copy, 'kallithea.db'))
  const faults = crowd.faults(db)
  db.close()
  return faults
}
