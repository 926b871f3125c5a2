import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test, { type ExecutionContext } from 'ava'
import { gatherCrowd } from '../helpers/crowd/crowd.ts'
import { makeCrowdSite } from '../helpers/crowd/crowd-site.ts'
import { accounts } from '../helpers/crowd/named-things.ts'
import { until, withAttribute } from '../helpers/iisnode/naive.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { accountIn, Client } from '../helpers/web.ts'

async function open(t: ExecutionContext) {
  const made = await makeCrowdSite(t)
  const iis = await startStandIn(t, {
    ini: made.ini,
    authentication: 'mixed',
    edit: withAttribute('nodeProcessCountPerApplication', 2),
    environment: { DEBUG: 'kallithea:db:turn' },
  })
  const db = new DatabaseSync(path.join(made.folder, 'kallithea.db'))
  t.teardown(() => db.close())
  return { ...made, iis, db }
}

test('two processes lose nothing of what they save at the same time, and save nothing twice', async t => {
  t.timeout(240_000)
  const { iis, db, ...made } = await open(t)
  const crowd = await gatherCrowd(iis, made)
  t.is(iis.processes().length, 2)
  const end = crowd.begin()
  await crowd.asking.answers(300)
  await end()
  for (let count = 2 * crowd.sessions.count; count > 0; count--) await crowd.sessions.comeBack() // at either process
  t.deepEqual(crowd.faults(db), [])
  t.is(crowd.asking.brokenOff, 0)
})

test('while another has the database for long, saves wait, and pages that only read are answered', async t => {
  t.timeout(240_000)
  const { iis, db } = await open(t)
  const count = (rows: string) => db.prepare(`select count(*) as count from ${rows}`).get()?.count
  const saved = () => count("users where username like 'made%'")
  const ended = () => count("ext_sessions where id_hash = 'old'")
  const admins = await Promise.all(Array.from({ length: 4 }, () => signIn(iis, 'admin')))
  const ann = await signIn(iis, 'ann')
  const stranger = new Client(iis.origin, {})
  // using her session moves its end, which nobody should wait for
  db.exec("update ext_sessions set expires_on = datetime('now', 'localtime', '+5 minutes') where user_id > 2")
  db.exec("insert into ext_sessions values ('old', '{}', null, '2000-01-01', '2000-01-02')")
  const waits = async () => (await iis.logs()).match(/so this one waits/g)?.length ?? 0
  const before = await waits() // signing in, the two may have met
  db.exec('begin immediate')
  const saving = admins.map((admin, number) => accounts.send(admin, `made${number}`))
  await until(async () => (await waits()) >= before + 2)
  for (let time = 0; time < 6; time++) {
    if (time === 3) iis.recycle() // those who start now wait for nobody either
    t.is(accountIn(await ann.ask('/')), 'ann')
    t.is((await ann.ask('/tools/gauge')).status, 200)
    t.is((await stranger.ask('/tools')).status, 200)
    t.is((await admins[0]?.ask('/_admin/users'))?.status, 200)
  }
  t.is(iis.processes().length, 4)
  t.deepEqual([saved(), ended()], [0, 1])
  db.exec('commit')
  for (const answer of await Promise.all(saving)) t.is(answer.status, 302)
  t.is(saved(), 4)
  await until(() => ended() === 0) // which those who started have waited to do
})

async function signIn({ origin }: StandIn, name: string): Promise<Client> {
  const client = new Client(origin, {})
  await client.signIn(name, `${name}-secret`)
  await client.ask('/') // the first page with a form writes its secret into the session
  return client
}
