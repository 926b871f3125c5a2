import { connect } from 'node:net'
import test from 'ava'
import { sql } from 'kysely'
import { speak } from '../helpers/iisnode/client.ts'
import { until } from '../helpers/iisnode/naive.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { commit } from '../helpers/repositories.ts'
import { makeSite, type MadeSite } from '../helpers/site.ts'
import { accountIn, Client } from '../helpers/web.ts'

const people = ['ann', 'bob', 'cid', 'dan']

function makePeople(t: Parameters<typeof makeSite>[0]): Promise<MadeSite> {
  const gauge = { kind: 'git', commits: [commit('Begin', { 'a.txt': 'level\n' })] } as const
  return makeSite(t, { users: Object.fromEntries(people.map(name => [name, {}])), repositories: { gauge } })
}

async function isSound({ site }: MadeSite): Promise<boolean> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(site.db)
  return rows.length === 1 && rows[0]?.integrity_check === 'ok'
}

/** Begins to send a sign-on; the rest goes when the returned function is called, which gives the whole answer. */
async function beginSignOn(iis: StandIn, client: Client, name: string): Promise<() => Promise<string>> {
  const { text: token } = await client.ask('/_admin/session_csrf_secret_token')
  const fields = { username: name, password: `${name}-secret`, _session_csrf_secret_token: token }
  const body = new URLSearchParams(fields).toString()
  const { hostname, port } = new URL(iis.origin)
  const socket = connect(Number(port), hostname)
  const lines = [
    'POST /_admin/login HTTP/1.1',
    'Host: x',
    'Connection: close',
    `Cookie: ${client.cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
  await until(() => iis.active() === 1)
  return async () => {
    let answer = ''
    socket.on('data', piece => (answer += piece.toString('latin1')))
    socket.write(body.slice(10))
    await new Promise(resolve => socket.on('close', resolve))
    return answer
  }
}

test('a sign-on that began in an old generation ends there, and holds in the new one', async t => {
  t.timeout(120_000)
  const made = await makePeople(t)
  const iis = await startStandIn(t, { authentication: 'anonymous', ini: made.ini })
  const [ann, bob] = [new Client(iis.origin, {}), new Client(iis.origin, {})]
  const finish = await beginSignOn(iis, ann, 'ann')
  const [first] = iis.processes()
  await iis.change('restart.txt', () => 'now')
  await bob.signIn('bob', 'bob-secret')
  const [old, second] = iis.processes()
  t.is(old, first)
  t.not(second, undefined)
  t.regex((await bob.ask('/gauge/files/tip/a.txt')).text, /level/)
  const answer = await finish()
  t.regex(answer, /^HTTP\/1.1 302 /)
  const cookie = /^set-cookie: ([^;\r]+)/im.exec(answer)?.[1] ?? ''
  await until(() => iis.processes().length === 1)
  t.deepEqual(iis.processes(), [second] as number[])
  const page = await speak(iis.origin, `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)
  t.is(accountIn({ text: page }), 'ann')
  t.is(accountIn(await bob.ask('/')), 'bob')
  t.true(await isSound(made))
})

test('while generations come and go, everybody reads and signs on', async t => {
  t.timeout(240_000)
  const made = await makePeople(t)
  const iis = await startStandIn(t, { authentication: 'anonymous', ini: made.ini })
  const clients = await Promise.all(
    people.map(async name => {
      const client = new Client(iis.origin, {})
      t.regex((await client.ask('/gauge/files/tip/a.txt')).text, /level/)
      iis.recycle()
      t.is((await client.signIn(name, `${name}-secret`)).status, 302)
      t.is(accountIn(await client.ask('/')), name)
      return client
    }),
  )
  for (const [index, client] of clients.entries()) t.is(accountIn(await client.ask('/')), people[index] ?? '')
  await until(() => iis.processes().length === 1)
  t.true(await isSound(made))
})

test('whose sign-on was answered before all processes were killed stays signed on', async t => {
  t.timeout(240_000)
  const made = await makePeople(t)
  const iis = await startStandIn(t, { authentication: 'anonymous', ini: made.ini })
  await iis.ask('/')
  let answered = 0
  const signing = people.map(async name => {
    const client = new Client(iis.origin, {})
    // who is answered in the moment of the end may get half an answer
    const status = await client.signIn(name, `${name}-secret`).then(
      answer => answer.status,
      () => 0,
    )
    if (++answered === 2) iis.kill()
    return { client, name, isIn: status === 302 }
  })
  const signed = (await Promise.all(signing)).filter(({ isIn }) => isIn)
  t.true(signed.length >= 1)
  for (const { client, name } of signed) t.is(accountIn(await client.ask('/')), name)
  t.true(await isSound(made))
})
