import { readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import debug from 'debug'
import { askFor, listAsked } from '#trace/asked.ts'
import { openFollower } from '#trace/follower.ts'
import { openTrace } from '#trace/open.ts'
import { askedFolder } from '#trace/places.ts'
import { report, tracer } from '#trace/trace.ts'
import { makeFolder } from '../helpers/folder.ts'
import { until } from '../helpers/iisnode/naive.ts'

const own = tracer('test:own')
const foreign = debug('foreign:package')

async function open(t: ExecutionContext, hasConsole = false) {
  const folder = await makeFolder(t)
  const said: string[] = []
  const { write } = process.stderr
  process.stderr.write = text => said.push(String(text)) > 0
  t.teardown(() => {
    process.stderr.write = write
  })
  return { folder, said, close: await openTrace({ folder, hasConsole, logs: null }) }
}

async function textsIn(folder: string): Promise<readonly string[]> {
  const lines = await openFollower({ folder, logs: null, since: new Date(0), isWanted: () => true }).look()
  return lines.filter(({ text }) => !text.startsWith('begins: ')).map(({ text }) => text)
}

test.serial('what is asked for is traced from a second later, and not any more when nobody asks', async t => {
  const { folder, said, close } = await open(t)
  own('before')
  const asked = [['kallithea:test:*'], ['foreign:*', '-foreign:other']]
  for (const names of asked) await askFor(folder, names, 100_000)
  await until(() => debug.enabled('kallithea:test:own') && debug.enabled('foreign:package'))
  own('asked: %s', 'password=geheim')
  foreign('from elsewhere: %o', { password: 'geheim' })
  for (const names of asked) await askFor(folder, names, -1000)
  await until(() => !debug.enabled('kallithea:test:own') && !debug.enabled('foreign:package'))
  own('after')
  report('test:own', 'always')
  t.deepEqual(await textsIn(folder), ['asked: password=…', 'from elsewhere: { password: … }', 'always'])
  close()
  t.deepEqual(said, [], 'without a console nothing is said beside')
  report('test:own', 'closed')
  t.is(said.length, 1)
})

test.serial('who starts while somebody asks begins with the first line', async t => {
  const folder = await makeFolder(t)
  await askFor(folder, ['kallithea:test:*'], 100_000)
  const close = await openTrace({ folder, hasConsole: false, logs: null })
  own('first')
  close()
  t.deepEqual(await textsIn(folder), ['first'])
  t.false(debug.enabled('kallithea:test:own'))
})

test.serial(
  'where there is a console, reports and what DEBUG names go there too, what others ask for does not',
  async t => {
    debug.enable('kallithea:test:named')
    const { folder, said, close } = await open(t, true)
    await askFor(folder, ['kallithea:test:own'], 100_000)
    await until(() => debug.enabled('kallithea:test:own'))
    own('asked')
    tracer('test:named')('named')
    report('test:own', 'reported')
    close()
    debug.disable()
    t.deepEqual(
      said.map(line => line.trim().split(' ').at(-1)),
      ['named', 'reported'],
    )
    t.deepEqual(await textsIn(folder), ['asked', 'named', 'reported'])
  },
)

test('asking again holds longer; a time far ahead, or what is no file of ours, asks for nothing', async t => {
  const folder = await makeFolder(t)
  t.deepEqual(await listAsked(folder), [])
  await askFor(folder, ['a:*'], 1000)
  await askFor(folder, ['a:*'], 60_000)
  t.deepEqual(await listAsked(folder, Date.now() + 30_000), [['a:*']])
  t.deepEqual(await listAsked(folder, Date.now() + 61_000), [])
  const [name = ''] = await readdir(askedFolder(folder))
  const later = new Date(Date.now() + 3_600_000)
  await utimes(path.join(askedFolder(folder), name), later, later)
  t.deepEqual(await listAsked(folder), [])
  await writeFile(path.join(askedFolder(folder), 'x.txt'), 'b:*')
  await writeFile(path.join(askedFolder(folder), '0123456789abcdef.txt'), 'no namespaces; at all')
  const soon = new Date(Date.now() + 30_000)
  for (const each of ['x.txt', '0123456789abcdef.txt']) await utimes(path.join(askedFolder(folder), each), soon, soon)
  t.deepEqual(await listAsked(folder), [])
})

test('what nobody asks for any more is taken away', async t => {
  const folder = await makeFolder(t)
  await askFor(folder, ['a:*'], 1000)
  await listAsked(folder, Date.now() + 600_000)
  t.deepEqual(await readdir(askedFolder(folder)), [])
})
