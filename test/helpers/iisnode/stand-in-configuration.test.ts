import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { seenIn } from './echo.ts'
import { failureOf, pidOf, startNaive, until, withAttribute } from './naive.ts'

test('a watched folder that is not there lets no process start, until it is there', async t => {
  const iis = await startNaive(t, { edit: withAttribute('watchedFiles', String.raw`sub\*.txt`) })
  t.is(await failureOf(iis), '1000')
  t.deepEqual(iis.processes(), [])
  await mkdir(join(iis.folder, 'kallithea/sub'))
  t.is(await failureOf(iis), undefined)
})

test('a changed iisnode.yml counts for the next request, and what is taken out of it keeps its value', async t => {
  const iis = await startNaive(t)
  await pidOf(iis)
  await iis.change('iisnode.yml', text => `${text}\nnodeProcessCountPerApplication: 2\nnode_env: changed\n`)
  t.is(seenIn(await iis.ask('/')).env.NODE_ENV, 'changed')
  t.is(iis.processes().length, 2)
  await iis.change('iisnode.yml', text => text.replace(/^node.*\n/gm, ''))
  t.is(seenIn(await iis.ask('/')).env.NODE_ENV, 'changed')
  await until(() => iis.processes().length === 2)
  await iis.change('web.config', text => `${text}\n`)
  t.is(seenIn(await iis.ask('/')).env.NODE_ENV, 'production')
})

test('a line without a colon in iisnode.yml fails every request, until it is mended', async t => {
  const iis = await startNaive(t)
  const pid = await pidOf(iis)
  await iis.change('iisnode.yml', text => `---\n${text}`)
  for (let count = 0; count < 2; count++) t.is(await failureOf(iis), '1000')
  await iis.change('iisnode.yml', text => text.replace('---\n', ''))
  t.not(await pidOf(iis), pid)
})

test('a web.config that IIS cannot read fails every request with 500.19', async t => {
  const iis = await startNaive(t)
  await pidOf(iis)
  await iis.change('web.config', text => text.replace('<iisnode', '<iisnode promoteServerVar="X"'))
  const { status, headers } = await iis.ask('/')
  t.deepEqual([status, headers['x-emul-substatus']], [500, '19'])
})

test('new processes have the new appSettings, and the new settings hold for the request itself', async t => {
  const iis = await startNaive(t)
  await pidOf(iis)
  const add = '<appSettings><add key="ADDED" value="yes" />'
  await iis.change('web.config', text =>
    withAttribute('promoteServerVars', 'HTTPS')(text.replace('<appSettings>', add)),
  )
  const { env, rawHeaders } = seenIn(await iis.ask('/'))
  t.is(env.ADDED, 'yes')
  t.deepEqual(
    rawHeaders.filter(text => text.startsWith('X-iisnode')),
    ['X-iisnode-HTTPS'],
  )
})
