import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { Command } from 'commander'
import { addCommand } from '#cli/command.ts'
import { trace } from '#cli/commands/trace.ts'
import { traceFolder } from '#trace/places.ts'
import { openRecorder } from '#trace/recorder.ts'
import { addressOf, type Running, start, stop } from '../../helpers/command-line.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { makeSite } from '../../helpers/site.ts'

async function makeIni(t: ExecutionContext): Promise<string> {
  const ini = path.join(await makeFolder(t), 'my.ini')
  await writeFile(ini, 'no ini at all: the trace does not read it\n')
  return ini
}

const line = {
  pid: 1,
  namespace: 'kallithea:vcs:run',
  request: { id: '4c1f22aa', method: 'GET', address: '/x', user: 'ann' },
  always: false,
}

test.serial('lines come with time, process, request and namespace; what a request is is said once', async t => {
  const ini = await makeIni(t)
  const recorder = openRecorder(traceFolder(ini), { logs: null, pid: 4312 })
  const time = new Date(2026, 0, 31, 14, 5, 11, 20)
  recorder.write({ ...line, time, text: 'git ["log"]: 0 after 12 ms' })
  recorder.write({ ...line, time, text: 'Error: no\n    at x', always: true })
  recorder.write({ ...line, time, request: null, text: 'a\u001b[2J\u202eb\r\n2026-01-31 14:05:11.021 1 forged' })
  const said = await run('-c', ini, '--no-follow', '--since', '999d')
  t.deepEqual(said.slice(0, -1).join('\n').split('\n'), [
    '2026-01-31 14:05:11.020 4312 [4c1f22aa GET /x ann] kallithea:vcs:run git ["log"]: 0 after 12 ms',
    '2026-01-31 14:05:11.020 4312 [4c1f22aa] kallithea:vcs:run Error: no',
    '      at x',
    '2026-01-31 14:05:11.020 4312 kallithea:vcs:run a�[2J�b',
    '  2026-01-31 14:05:11.021 1 forged',
  ])
})

test.serial('--json is one object a line, and namespaces choose', async t => {
  const ini = await makeIni(t)
  const recorder = openRecorder(traceFolder(ini), { logs: null, pid: 4312 })
  const time = new Date()
  const namespaces = 'kallithea:db:database kallithea:vcs:run kallithea:web:request koa:application other'.split(' ')
  for (const namespace of namespaces) recorder.write({ ...line, namespace, time, text: 'a\nb' })
  const words = 'vcs:* web:* --also koa* --without web:request --no-follow --json'.split(' ')
  const [begins, ...said] = (await run(...words, '-c', ini)).map(each => JSON.parse(each))
  t.regex(begins.text, /^begins: /)
  t.deepEqual(
    said.map(({ namespace }) => namespace),
    ['kallithea:vcs:run', 'koa:application'],
  )
  t.deepEqual(said[0], { ...line, pid: 4312, time: time.toISOString(), text: 'a\nb' })
})

test.serial(
  'it waits for the first process, follows its lines and the log of iisnode, and asks until it ends',
  async t => {
    const ini = await makeIni(t)
    const folder = traceFolder(ini)
    const logs = path.join(path.dirname(ini), 'logs')
    await mkdir(logs)
    const old = path.join(logs, 'SERVER-17-stderr-1700000000000.txt')
    await writeFile(old, 'from before\r\n')
    const running = start(t, { folder: path.dirname(ini) }, 'trace', '-c', ini, '--logs', logs)
    await running.says(
      /following kallithea:\* of .*my\.ini: no process runs yet.*; starts are seen in .*logs; Ctrl\+C ends\n/,
    )
    const asked = await readdir(path.join(folder, 'asked'))
    t.is(await readFile(path.join(folder, 'asked', asked[0] ?? ''), 'utf8'), 'kallithea:*')
    const recorder = openRecorder(folder, { logs: null, pid: 4312 })
    recorder.write({ ...line, time: new Date(), text: 'the first' })
    await running.says('kallithea:vcs:run the first\n')
    await appendFile(old, 'Error: crashed, password=geheim\r\n    at x\r\n')
    await running.says(/ 17 iisnode:stderr Error: crashed, password=…\n {6}at x\n/)
    await writeFile(path.join(logs, 'SERVER-18-stdout-1900000000000.txt'), 'without an end')
    await running.says(/ 18 iisnode:stdout without an end\n/)
    recorder.write({ ...line, time: new Date(), text: 'the last' })
    await running.says('kallithea:vcs:run the last\n')
    t.notRegex(running.said(), /from before/)
    t.deepEqual(await endOf(running), { code: 0, signal: null })
  },
)

test.serial('it ends when nobody reads any more', async t => {
  const ini = await makeIni(t)
  const running = start(t, { folder: path.dirname(ini) }, 'trace', '-c', ini)
  await running.says('following')
  running.child.stdout?.destroy()
  const recorder = openRecorder(traceFolder(ini), { logs: null })
  for (let number = 0; running.child.exitCode === null; number++) {
    recorder.write({ ...line, time: new Date(), text: `${number}` })
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  t.is(running.child.exitCode, 0)
})

test.serial('what cannot be followed is a sentence', async t => {
  const ini = await makeIni(t)
  for (const [words, kind, message] of [
    [['-c', `${ini}x`], 'not-found', 'there is no such ini'],
    [['-c', ini, '--since', 'yesterday'], 'invalid', 'a time ago is a number and s, m, h or d'],
    [['-c', ini, 'a;b'], 'invalid', 'this is no namespace of the trace'],
  ] as const) {
    t.like(await t.throwsAsync(run(...words)), { kind, message })
  }
  await writeFile(path.join(path.dirname(ini), 'kallithea-trace'), 'no folder')
  t.like(await t.throwsAsync(run('-c', ini)), { kind: 'unavailable', message: 'nobody can be asked for lines here' })
})

test.serial('a site whose trace cannot be kept is served all the same, and says so', async t => {
  const { folder, ini } = await makeSite(t)
  await writeFile(path.join(folder, 'kallithea-trace'), 'no folder')
  const running = start(t, { folder }, 'serve', '-c', ini, '--port', '0')
  t.is((await fetch(`${await addressOf(running)}-/health`)).status, 200)
  t.regex((await stop(running)).stderr, /kallithea:cli:site-trace the trace cannot be kept in .*kallithea-trace/)
})

/** What the command says that ends by itself. */
async function run(...words: readonly string[]): Promise<readonly string[]> {
  const said: string[] = []
  const program = new Command()
  const say = (text: string) => void said.push(text)
  addCommand(program, trace, { say, keepUp: async () => {}, mayAsk: false, environment: {} })
  await program.parseAsync(['trace', ...words], { from: 'user' })
  return said
}

async function endOf({ child }: Running): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  child.once('exit', (code, signal) => resolve({ code, signal }))
  child.kill('SIGINT')
  return promise
}
