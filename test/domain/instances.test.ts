import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { makeFolder } from '../helpers/folder.ts'

const room = new URL('../../lib/domain/instances.ts', import.meta.url).href

interface Instance {
  readonly process: ChildProcess
  /** What it told whoever started it. */
  readonly told: readonly string[]
}

/** A process that serves this ini, as far as others can see. */
async function start(t: ExecutionContext, ini: string, key: string): Promise<Instance> {
  const program = `
    import { announceInstance } from ${JSON.stringify(room)}
    process.stdin.resume().on('end', () => process.exit(0))
    const told = []
    await announceInstance(${JSON.stringify({ file: ini, session: { key } })}, line => told.push(line))
    console.log(JSON.stringify(told))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const [output] = await once(child.stdout, 'data')
  return { process: child, told: JSON.parse(String(output)) }
}

async function end({ process }: Instance, how: 'politely' | 'killed'): Promise<void> {
  const ended = once(process, 'exit')
  if (how === 'killed') process.kill('SIGKILL')
  else process.stdin?.end()
  await ended
}

async function makeInis(t: ExecutionContext, ...names: readonly string[]): Promise<readonly string[]> {
  const parent = await makeFolder(t)
  return Promise.all(
    names.map(async name => {
      const file = path.join(parent, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, '')
      return file
    }),
  )
}

const notesOf = (ini: string) => readdir(path.join(path.dirname(ini), 'kallithea-running'))

test('whoever starts an instance beside a running one with the same session key is told both', async t => {
  const [a = '', b = '', c = ''] = await makeInis(t, 'a/my.ini', 'b/my.ini', 'c/my.ini')
  const first = await start(t, a, 'kallithea')
  t.deepEqual(first.told, [])
  const { told } = await start(t, b, 'kallithea')
  t.is(told.length, 1)
  t.true(told[0]?.startsWith(`${a} runs with the same session.key, kallithea: `))
  t.deepEqual((await start(t, c, 'kallithea_c')).told, [])
})

test('two inis in one folder are two instances, and one ini in two processes is one', async t => {
  const [one = '', two = ''] = await makeInis(t, 'a/one.ini', 'a/two.ini')
  await start(t, one, 'kallithea')
  t.deepEqual((await start(t, one, 'kallithea')).told, [])
  const { told } = await start(t, two, 'kallithea')
  t.is(told.length, 1)
  t.true(told[0]?.startsWith(`${one} runs`))
})

test('an instance reached through a link is not another', async t => {
  const [a = ''] = await makeInis(t, 'versions/a/my.ini')
  const link = path.join(path.dirname(a), '../current')
  await symlink(path.dirname(a), link)
  await start(t, a, 'kallithea')
  t.deepEqual((await start(t, path.join(link, 'my.ini'), 'kallithea')).told, [])
})

test('an instance that was stopped is gone; of one that was killed the file stays until its next start', async t => {
  const [a = '', b = ''] = await makeInis(t, 'a/my.ini', 'b/my.ini')
  await end(await start(t, a, 'kallithea'), 'politely')
  t.deepEqual(await notesOf(a), [])
  const killed = await start(t, a, 'kallithea')
  await end(killed, 'killed')
  t.deepEqual(await notesOf(a), [`${killed.process.pid}.json`])
  t.deepEqual((await start(t, b, 'kallithea')).told, [])
  const again = await start(t, a, 'kallithea')
  t.deepEqual(await notesOf(a), [`${again.process.pid}.json`])
})

test('a file from before the machine was started is of nobody, whoever has its number now', async t => {
  const [a = '', b = ''] = await makeInis(t, 'a/my.ini', 'b/my.ini')
  const { pid } = (await start(t, a, 'kallithea')).process
  const file = path.join(path.dirname(a), 'kallithea-running', `${pid}.json`)
  const note = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...note, started: '2001-01-01T00:00:00.000Z' }))
  t.deepEqual((await start(t, b, 'kallithea')).told, [])
})

test('what lies around stops nobody: nonsense, a folder, a huge file, a place that cannot be written to', async t => {
  const [a = '', b = '', c = ''] = await makeInis(t, 'a/my.ini', 'b/my.ini', 'c/my.ini')
  const folder = path.join(path.dirname(a), 'kallithea-running')
  await mkdir(path.join(folder, '1.json'), { recursive: true })
  const note = { pid: process.pid, started: new Date().toISOString(), ini: a, sessionKey: 'kallithea' }
  const contents = ['', 'null', '[]', '{}', '{"pid":', JSON.stringify({ ...note, pid: 0 })]
  const changes = [{ ini: '\u001b[2Jcleared' }, { started: 'then' }, { more: 'x'.repeat(5000) }]
  contents.push(...changes.map(change => JSON.stringify({ ...note, ...change })))
  await Promise.all(contents.map((text, index) => writeFile(path.join(folder, `${index + 2}.json`), text)))
  t.deepEqual((await start(t, b, 'kallithea')).told, [])
  await writeFile(path.join(path.dirname(c), 'kallithea-running'), 'a file')
  t.is((await start(t, c, 'kallithea')).told.length, 1) // b
})
