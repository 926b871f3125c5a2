import { existsSync } from 'node:fs'
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { ticket } from '../helpers/iisnode/client.ts'
import { sharePackage } from '../helpers/package.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'
import { accountIn, Client } from '../helpers/web.ts'
import { layOut, startIis, typed, type WineIis } from '../helpers/wine/version.ts'
import { openWine, type Wine } from '../helpers/wine/wine.ts'

const data = String.raw`C:\inetpub\kallithea-data`
const shared = sharePackage()
const secret = /session\.secret|\[app:main\]/

/** On a Windows that has no Git, as far as Wine is one. */
test('node.exe serves the package on a named pipe of Windows: start, requests, crash, recycling', async t => {
  t.timeout(1_200_000)
  const wine = await openWine(t)
  await layOut(wine, 'kallithea', shared().folder)
  await symlink('kallithea', path.join(wine.drive, 'inetpub/a version & its blanks'))
  const files = { 'README.md': '# Gauge\n', 'src/level.py': 'LIMIT = 12\n' }
  await makeRepository('git', inData(wine, 'repositories/tools/gauge'), [commit('Begin the gauge', files)])
  await install(t, wine)

  const iis = await startIis(wine)
  const alice = new Client(iis.origin, { Authorization: ticket('CORP\\alice') })
  t.deepEqual(await iis.control('processes'), [], 'node.exe starts with the first request')
  t.is((await alice.ask('/')).status, 200)
  await readThrough(t, alice)
  await staysInside(t, alice)
  await signOn(t, alice)
  t.regex(await logs(wine), /Kallithea is at \\\\\.\\pipe\\[\da-f-]{36}\r\n/)

  const crashed = await oneProcess(t, iis)
  await iis.control('kill')
  t.is(accountIn(await alice.ask('/')), 'admin', 'the database outlives the process')
  const recycled = await oneProcess(t, iis)
  t.not(recycled, crashed)

  await writeFile(path.join(wine.drive, 'inetpub/kallithea/restart.txt'), 'now')
  t.is(accountIn(await alice.ask('/')), 'admin')
  await until(async () => !String(await iis.control('processes')).includes(String(recycled)))
  await oneProcess(t, iis)
  t.deepEqual(await iis.control('faults'), [])
  t.notRegex(await logs(wine), /incident/)
})

/** What an administrator types; the ini could be made from any folder. */
async function install(t: ExecutionContext, wine: Wine): Promise<void> {
  const ini = `${data}\\my.ini`
  const made = await typed(wine, 'a version & its blanks', ['config-create', ini, 'email_to=a b@example.com'])
  t.deepEqual([made.code, made.stderr], [0, ''])
  t.true(made.stdout.includes(`${ini} is written. Look through it, then run: kallithea.cmd db-create -c ${ini}`))
  t.regex(await readFile(inData(wine, 'my.ini'), 'utf8'), /^email_to = a b@example\.com$/m)

  const account = ['--user', 'admin', '--email', 'admin@example.com', '--password', 'admin-secret']
  const words = ['db-create', '-c', ini, '--repos', `${data}\\repositories`, ...account]
  const created = await typed(wine, 'kallithea', words)
  t.is(created.code, 0, created.stderr)
  t.regex(created.stdout, /^Added: tools\/gauge\r?$/m)
}

/** The reader of repositories needs no program, and its paths are those of Windows. */
async function readThrough(t: ExecutionContext, alice: Client): Promise<void> {
  const summary = await alice.ask('/tools/gauge')
  t.is(summary.status, 200)
  t.regex(summary.text, /Begin the gauge/)
  const style = /href="(\/-\/public\/[^"]+style\.css)"/.exec(summary.text)?.[1] ?? ''
  t.is((await alice.ask(style)).headers.get('content-type'), 'text/css; charset=utf-8')
  t.is((await alice.ask('/tools/gauge/raw/tip/src/level.py')).text, 'LIMIT = 12\n')
  t.is((await alice.ask('/tools/gauge/files/tip/src/level.py')).status, 200)
}

/** A backslash parts the folders of Windows, and none of our addresses. */
async function staysInside(t: ExecutionContext, alice: Client): Promise<void> {
  for (const address of [
    '/tools/gauge/raw/tip/src%5Clevel.py',
    '/tools/gauge/raw/tip/..%5C..%5C..%5C..%5Cmy.ini',
    '/tools/gauge/raw/tip/C:%5Cinetpub%5Ckallithea-data%5Cmy.ini',
    '/tools%5Cgauge',
    '/..%5C..%5Ckallithea-data%5Cmy.ini',
    '/-/public/0123456789ab/..%5C..%5C..%5Cserver.ts',
    '/%5C%5Clocalhost%5Cc$%5Cinetpub%5Ckallithea-data%5Cmy.ini',
  ]) {
    const { status, text } = await alice.ask(address)
    t.true([302, 400, 404].includes(status), `${status} ${address}`)
    t.notRegex(text, secret)
  }
}

async function signOn(t: ExecutionContext, visitor: Client): Promise<void> {
  t.is((await visitor.signIn('admin', 'wrong-secret')).status, 200)
  t.is((await visitor.signIn('admin', 'admin-secret')).status, 302)
  t.is(accountIn(await visitor.ask('/')), 'admin')
}

async function oneProcess(t: ExecutionContext, iis: WineIis): Promise<unknown> {
  const processes = await iis.control('processes')
  t.true(Array.isArray(processes) && processes.length === 1, String(processes))
  return Array.isArray(processes) ? processes[0] : null
}

function inData({ drive }: Wine, name: string): string {
  return path.join(drive, 'inetpub/kallithea-data', name)
}

async function filesIn(wine: Wine, name: string): Promise<readonly string[]> {
  return existsSync(inData(wine, name)) ? readdir(inData(wine, name), { recursive: true }) : []
}

async function logs(wine: Wine): Promise<string> {
  const names = (await filesIn(wine, 'iisnode-logs')).filter(name => name.endsWith('.txt'))
  return (await Promise.all(names.map(name => readFile(inData(wine, `iisnode-logs/${name}`), 'utf8')))).join('')
}

async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await sleep(200)
}
