import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { traceFolder } from '#trace/places.ts'
import { openRecorder } from '#trace/recorder.ts'
import { command, type Running, start } from '../../helpers/command-line.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { readSource } from '../../helpers/source.ts'

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
  const { code, stdout } = await command(
    t,
    { folder: path.dirname(ini) },
    'trace',
    '-c',
    ini,
    '--no-follow',
    '--since',
    '999d',
  )
  t.is(code, 0)
  t.deepEqual(stdout.split('\n').slice(0, -2), [
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
  for (const namespace of [
    'kallithea:db:database',
    'kallithea:vcs:run',
    'kallithea:web:request',
    'koa:application',
    'other',
  ]) {
    recorder.write({ ...line, namespace, time, text: 'a\nb' })
  }
  const words = [
    'trace',
    'vcs:*',
    'web:*',
    '--also',
    'koa*',
    '--without',
    'web:request',
    '-c',
    ini,
    '--no-follow',
    '--json',
  ]
  const { stdout } = await command(t, { folder: path.dirname(ini) }, ...words)
  const [begins, ...said] = stdout
    .trim()
    .split('\n')
    .map(each => JSON.parse(each))
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

test.serial('the command lines of the documentation are understood', async t => {
  const ini = await makeIni(t)
  const { text } = readSource('docs/trace.md')
  const lines = [...text.matchAll(/^ {4}kallithea\.cmd (trace .*)-c C:\\inetpub\\kallithea-data\\my\.ini$/gm)]
  t.true(lines.length > 4)
  for (const [, words = ''] of lines) {
    const ended = await command(t, { folder: path.dirname(ini) }, ...words.trim().split(' '), '-c', ini, '--no-follow')
    t.is(ended.code, 0, `${words}: ${ended.stderr}`)
  }
})

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
  const folder = path.dirname(ini)
  for (const [words, code, sentence] of [
    [['-c', `${ini}x`], 4, /there is no such ini/],
    [['-c', ini, '--since', 'yesterday'], 2, /a time ago is a number and s, m, h or d/],
    [['-c', ini, 'a;b', '--without', '-x'], 2, /this is no namespace of the trace/],
  ] as const) {
    const ended = await command(t, { folder }, 'trace', ...words)
    t.is(ended.code, code)
    t.regex(ended.stderr, sentence)
  }
  await rm(ini)
})

async function endOf({ child }: Running): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  child.once('exit', (code, signal) => resolve({ code, signal }))
  child.kill('SIGINT')
  return promise
}
