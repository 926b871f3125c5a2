import { setTimeout as sleep } from 'node:timers/promises'
import test from 'ava'
import { seenIn } from './echo.ts'
import { failureOf, isHeld, startNaive, until, withAttribute } from './naive.ts'

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('the program runs as under iisnode: its own argv, the settings as environment, output in files', async t => {
  const iis = await startNaive(t, { environment: { NODE_ENV: 'of-w3wp' }, ini: '/data/my.ini' })
  t.deepEqual(iis.processes(), [])
  const { argv, env, folder } = seenIn(await iis.ask('/'))
  t.is(argv[1], `${iis.folder}/kallithea/server.ts`)
  t.is(argv.length, 2)
  t.is(folder, `${iis.folder}/kallithea`)
  t.is(env.KALLITHEA_INI, '/data/my.ini')
  t.is(env.NODE_ENV, 'of-w3wp')
  t.is(env.IISNODE_logDirECTORY, '../kallithea-data/iisnode-logs')
  t.is(env.NODE_PENDING_PIPE_INSTANCES, '5000')
  t.is(env.PWD, process.env.PWD)
  t.regex(await iis.logs(), /started without waiting for an answer\r\n/)
})

test('a process that was killed is replaced at the next request, and hears nothing', async t => {
  const iis = await startNaive(t)
  const before = seenIn(await iis.ask('/'))
  iis.kill()
  const after = seenIn(await iis.ask('/'))
  t.not(before.pid, after.pid)
  t.not(before.env.PORT, after.env.PORT)
  t.notRegex(await iis.logs(), /told to end/)
})

test('what a process started in its own group dies with it', async t => {
  const iis = await startNaive(t)
  const child = Number((await iis.ask('/child')).text)
  t.true(lives(child))
  iis.kill()
  await until(() => !lives(child))
})

test('a program that ends before it listens is 500.1002 without further waiting', async t => {
  const iis = await startNaive(t, { environment: { NAIVE: 'exit' } })
  for (let count = 0; count < 2; count++) t.is(await failureOf(iis), '1002')
})

test('a program that is late is 500.1001 as long as it does not listen, and is not started again', async t => {
  const edit = withAttribute('maxNamedPipeConnectionRetry', 2)
  const iis = await startNaive(t, { environment: { NAIVE: 'late' }, edit })
  t.is(await failureOf(iis), '1001')
  const [first] = iis.processes()
  await iis.change('go.txt', () => '')
  await until(async () => (await failureOf(iis)) === undefined)
  t.deepEqual(iis.processes(), [first] as number[])
})

test('a first visitor waits for a program that is late, as long as web.config has patience', async t => {
  const iis = await startNaive(t, { environment: { NAIVE: 'late' } })
  const answer = iis.ask('/')
  await until(async () => (await iis.logs()).includes('started'))
  await iis.change('go.txt', () => '')
  t.is((await answer).status, 200)
})

test('a variable PORT of the machine is in the way of the pipe', async t => {
  const edit = withAttribute('maxNamedPipeConnectionRetry', 2)
  const iis = await startNaive(t, { environment: { PORT: '0' }, edit })
  t.is(await failureOf(iis), '1001')
})

for (const [where, options] of [
  ['web.config', { edit: withAttribute('nodeProcessCountPerApplication', 3) }],
  ['iisnode.yml', { editYml: (text: string) => `${text}\nnodeProcessCountPerApplication: 3\n` }],
] as const) {
  test(`several processes of ${where} start at once and take turns beginning with the second`, async t => {
    const iis = await startNaive(t, options)
    const turns = [seenIn(await iis.ask('/')).pid]
    const [first, second, third] = iis.processes()
    for (let count = 0; count < 4; count++) turns.push(seenIn(await iis.ask('/')).pid)
    t.deepEqual(turns, [second, third, first, second, third] as number[])
  })
}

test('of several processes one that ended is started again by the next request, whichever takes it', async t => {
  const iis = await startNaive(t, { edit: withAttribute('nodeProcessCountPerApplication', 2) })
  await iis.ask('/')
  const [first = 0, second = 0] = iis.processes()
  process.kill(second, 'SIGKILL')
  await until(() => !iis.processes().includes(second))
  t.is(seenIn(await iis.ask('/')).pid, first)
  t.is(iis.processes().length, 2)
})

test('more requests at once than a process may have are 503.1002', async t => {
  const iis = await startNaive(t, { edit: withAttribute('maxConcurrentRequestsPerProcess', 1) })
  const held = iis.ask('/held')
  await isHeld(iis)
  const { status, headers } = await iis.ask('/')
  t.deepEqual([status, headers['x-emul-substatus']], [503, '1002'])
  await iis.change('go.txt', () => '')
  t.is((await held).status, 200)
  t.is((await iis.ask('/')).status, 200)
})

test('pipes are used again, the one that came back last first', async t => {
  const iis = await startNaive(t)
  const pipe = async () => seenIn(await iis.ask('/')).pipe
  t.deepEqual([await pipe(), await pipe()], [1, 1])
  const held = iis.ask('/held')
  await isHeld(iis)
  t.is(await pipe(), 2)
  await iis.change('go.txt', () => '')
  await held
  t.is(await pipe(), 1)
})

test('no more pipes than the pool may have are kept', async t => {
  const iis = await startNaive(t, { edit: withAttribute('maxNamedPipeConnectionPoolSize', 0) })
  const pipe = async () => seenIn(await iis.ask('/')).pipe
  t.deepEqual([await pipe(), await pipe()], [1, 2])
})

test('a pipe that was idle for too long is not used again', async t => {
  const iis = await startNaive(t, { edit: withAttribute('maxNamedPipePooledConnectionAge', 1) })
  await iis.ask('/')
  await sleep(20)
  t.is(seenIn(await iis.ask('/')).pipe, 2)
})

test('a pipe that the program closed in the meantime costs nobody his answer', async t => {
  const iis = await startNaive(t)
  t.is((await iis.ask('/close-pipe')).text, 'ok')
  await until(async () => (await iis.logs()).includes('closed the pipe'))
  t.is(seenIn(await iis.ask('/')).pipe, 2)
})
