import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { isHeld, pidOf, startNaive, until, withAttribute } from './naive.ts'
import type { StandIn } from './stand-in.ts'

const touch = (iis: StandIn, name: string) => iis.change(name, text => `${text}\n`)

/** After a write to each of these another process answers; the last one. */
async function recycledBy(t: ExecutionContext, iis: StandIn, names: readonly string[]): Promise<number> {
  let pid = await pidOf(iis)
  for (const name of names) {
    await touch(iis, name)
    const next = await pidOf(iis)
    t.not(next, pid, name)
    pid = next
  }
  return pid
}

test('a recycle changes nothing before the next request, which starts new processes beside the old', async t => {
  const iis = await startNaive(t)
  const held = iis.ask('/held')
  await isHeld(iis)
  const [first] = iis.processes()
  iis.recycle()
  t.deepEqual(iis.processes(), [first] as number[])
  const second = await pidOf(iis)
  t.not(second, first)
  t.deepEqual(iis.processes(), [first, second] as number[])
  t.is(await pidOf(iis), second)
  await iis.change('go.txt', () => '')
  t.is((await held).text, String(first))
  await until(() => iis.processes().length === 1)
  t.deepEqual(iis.processes(), [second])
  t.notRegex(await iis.logs(), /told to end/)
})

test('three generations answer at once', async t => {
  const iis = await startNaive(t)
  const first = iis.ask('/held')
  await isHeld(iis)
  iis.recycle()
  const second = iis.ask('/held')
  await isHeld(iis, 2)
  iis.recycle()
  const third = await pidOf(iis)
  t.is(iis.processes().length, 3)
  await iis.change('go.txt', () => '')
  t.is(new Set([(await first).text, (await second).text, String(third)]).size, 3)
})

for (const patience of [0, 300]) {
  test(`what takes longer than a gracefulShutdownTimeout of ${patience} ms is broken off`, async t => {
    const iis = await startNaive(t, { edit: withAttribute('gracefulShutdownTimeout', patience) })
    const held = iis.ask('/held')
    await isHeld(iis)
    iis.recycle()
    const second = await pidOf(iis)
    await until(() => iis.processes().length === 1)
    t.deepEqual(iis.processes(), [second])
    t.is((await held).headers['x-emul-substatus'], '1011')
  })
}

test('a change of web.config, iisnode.yml or restart.txt recycles, a change of the program does not', async t => {
  const iis = await startNaive(t)
  const pid = await recycledBy(t, iis, ['web.config', 'iisnode.yml', 'restart.txt', 'RESTART.TXT'])
  for (const name of ['server.ts', 'new.js', 'restart.txt.bak']) await touch(iis, name)
  t.is(await pidOf(iis), pid)
})

test('what recycles is named by watchedFiles: wildcards in one folder, nothing below it', async t => {
  const iis = await startNaive(t, { edit: withAttribute('watchedFiles', String.raw`*.js;sub\?.txt;web.config`) })
  await mkdir(join(iis.folder, 'kallithea/sub/deep.js'), { recursive: true })
  const pid = await recycledBy(t, iis, ['a.js', 'b.js', 'a.js', 'sub/a.txt'])
  for (const name of ['restart.txt', 'sub/a.js', 'sub/ab.txt', 'sub/deep.js/a.txt']) await touch(iis, name)
  t.is(await pidOf(iis), pid)
  await iis.change('a.js', null)
  t.not(await pidOf(iis), pid, 'one of several that is gone is a change')
})

test('a file that is taken away is not missed, an empty list watches nothing', async t => {
  const iis = await startNaive(t)
  const pid = await pidOf(iis)
  await iis.change('iisnode.yml', null)
  t.is(await pidOf(iis), pid)
  await iis.change('web.config', withAttribute('watchedFiles', ''))
  const next = await pidOf(iis)
  t.not(next, pid)
  await touch(iis, 'restart.txt')
  t.is(await pidOf(iis), next)
})
