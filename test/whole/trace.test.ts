import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import test, { type ExecutionContext } from 'ava'
import { sql } from 'kysely'
import { traceFolder } from '#trace/places.ts'
import { openRecordReader } from '#trace/record-reader.ts'
import { type Running, start } from '../helpers/command-line.ts'
import { until, withAttribute } from '../helpers/iisnode/naive.ts'
import { type StandIn, startStandIn } from '../helpers/iisnode/stand-in.ts'
import { makeSite } from '../helpers/site.ts'
import { Client } from '../helpers/web.ts'

interface Told {
  readonly time: string
  readonly pid: number
  readonly namespace: string
  readonly request: {
    readonly id: string
    readonly method: string
    readonly address: string
    user: string | null
  } | null
  readonly text: string
}

const program = fileURLToPath(new URL('../helpers/iisnode/failing-server.ts', import.meta.url))

function linesOf(console: Running): readonly Told[] {
  const whole = console.said().slice(0, console.said().lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap(line => (line === '' ? [] : (JSON.parse(line) as Told)))
}

/** The first line that is meant; waits for it as long as a slow machine may need. */
async function find(console: Running, isMeant: (line: Told) => boolean): Promise<Told> {
  for (const begun = performance.now(); performance.now() - begun < 60_000; await sleep(50)) {
    const found = linesOf(console).find(isMeant)
    if (found) return found
  }
  throw new Error(`nobody said ${isMeant}, but:\n${console.said()}`)
}

function see(console: Running, text: RegExp, from?: number): Promise<Told> {
  return find(console, line => text.test(line.text) && (from ?? line.pid) === line.pid)
}

async function follow(t: ExecutionContext, { ini, iis }: { ini: string; iis: StandIn }, ...words: string[]) {
  const logs = path.join(iis.folder, 'kallithea-data/iisnode-logs')
  const console = start(t, { folder: path.dirname(ini) }, 'trace', ...words, '-c', ini, '--json', '--logs', logs)
  await see(console, /^following /)
  return console
}

/** A process that answers: several take turns. */
async function running(iis: StandIn): Promise<number> {
  await iis.ask('/')
  const [pid] = iis.processes()
  if (pid === undefined) throw new Error('nothing runs')
  return pid
}

test('a console sees what all processes do and how they end, each line once and in order', async t => {
  t.timeout(240_000)
  const { ini, site } = await makeSite(t, { users: { ann: {} } })
  const edit = withAttribute('nodeProcessCountPerApplication', 2)
  const iis = await startStandIn(t, { ini, edit, program, authentication: 'mixed' })
  const console = await follow(t, { ini, iis }, 'web:*', 'domain:*', '--also', 'koa*')

  await Promise.all(['/', '/about?api_key=geheim'].map(address => iis.ask(address)))
  const both = iis.processes()
  t.is(both.length, 2)
  for (const pid of both) t.like(await see(console, /^GET \//, pid), { namespace: 'kallithea:web:request' })
  const { request } = await see(console, /^GET \/about/)
  t.like(request, { method: 'GET', address: '/about?api_key=…' })
  t.is((await see(console, /^defined route .* \/about$/)).namespace, 'koa-router')

  const [first = 0, second = 0] = both
  process.kill(first, 'SIGUSR2')
  const thrown = await see(console, /^ends by an uncaught exception: Error: a bug, password=…[^]*\n\s+at /)
  t.like(thrown, { pid: first, namespace: 'kallithea:cli:site-trace', request: null })
  process.kill(second, 'SIGHUP')
  await see(console, /^ends by an unhandled rejection: Error: a bug that nobody waits for\n\s+at /, second)
  await until(() => iis.processes().length === 0)

  const killed = await running(iis)
  await iis.ask('/about?killed')
  iis.kill()
  await see(console, /^GET \/about\?killed/)
  const old = await running(iis)
  t.false([first, second, killed].includes(old))
  iis.recycle()
  await Promise.all(['/about?new', '/'].map(address => iis.ask(address))) // both of them
  await see(console, /^GET \/about\?new/)

  await sql`drop table settings`.execute(site.db)
  t.is((await iis.ask('/about?broken')).status, 500)
  const broken = await see(console, /^K-\d{8}-\w+ Error: no such table: settings\n\s+at /)
  t.like(broken.request, { method: 'GET', address: '/about?broken' })
  t.true(broken.text.includes(broken.request?.id ?? 'no request'))
  t.false(console.said().includes('geheim'))

  iis.kill()
  const kept = await openRecordReader(traceFolder(ini)).look(() => true)
  const from = (lines: readonly { pid: number; text: string }[], pid: number) =>
    lines.filter(line => line.pid === pid).map(({ text }) => text)
  for (const pid of new Set(kept.map(line => line.pid))) {
    await find(console, line => line.pid === pid && line.text === from(kept, pid).at(-1))
    const said = linesOf(console).filter(({ namespace }) => namespace !== 'iisnode:stdout')
    t.deepEqual(from(said, pid), from(kept, pid), `${pid}`)
  }
})

test('a console sees why a process does not come to its start', async t => {
  t.timeout(120_000)
  const { ini } = await makeSite(t)
  const iis = await startStandIn(t, { ini, authentication: 'anonymous' })
  const console = await follow(t, { ini, iis })
  const starts = async (text: string | null, said: RegExp) => {
    if (text !== null) await iis.change('server.ts', () => text)
    iis.recycle()
    t.is((await iis.ask('/')).status, 500)
    const { pid } = await see(console, said)
    await sleep(600) // two more looks
    t.is(linesOf(console).filter(line => line.pid === pid && said.test(line.text)).length, 1, console.said())
  }
  const server = await readFile(new URL('../../server.ts', import.meta.url), 'utf8')
  await starts("throw new Error('no start, password=geheim')\n", /Error: no start, password=…\n\s+at /)
  await starts("import 'no-such-package'\n", /Cannot find package 'no-such-package'/)
  await starts('enum Old { Syntax }\n', /enum/)
  await writeFile(ini, '[app:main]\nport = 1\n')
  await starts(server, /^kallithea: the configuration has mistakes[^]*cache_dir: is missing/)
  t.false(console.said().includes('geheim'))
})

test('in the browser the same lines come through IIS, whichever process answers, and looking adds none', async t => {
  t.timeout(120_000)
  const { ini } = await makeSite(t)
  const edit = withAttribute('nodeProcessCountPerApplication', 2)
  const iis = await startStandIn(t, { ini, edit, authentication: 'anonymous' })
  const admin = new Client(iis.origin, {})
  await admin.signIn('admin', 'admin-secret')
  let position = ''
  const rows: string[] = []
  const look = async () => {
    const headers = { 'X-Requested-With': 'XMLHttpRequest', 'X-Partial-XHR': '1' }
    const query = new URLSearchParams({ ns: 'web:*', after: position })
    const answer = JSON.parse((await admin.ask(`/_admin/trace/lines?${query}`, { headers })).text)
    position = answer.position
    rows.push(...answer.rows)
  }
  const has = (text: string) => rows.some(row => row.includes(text))
  await look()
  for (let number = 0; !has('about?asked') && number < 100; number++) {
    await iis.ask(`/about?${number}`) // until both processes know that somebody asks
    await iis.ask('/about?asked')
    await look()
  }
  const coming = look() // waits
  await iis.ask('/about?while-it-waits')
  await iis.ask('/about?last')
  await coming
  for (let number = 0; !has('about?last') && number < 100; number++) await look()
  for (const text of ['<td>GET /about?while-it-waits', '<td>GET /about?last']) {
    t.is(rows.filter(row => row.includes(text)).length, 1, text)
  }
  t.false(has('/_admin/trace/lines'))
})
