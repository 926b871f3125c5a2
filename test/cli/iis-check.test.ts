import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { checkFiles } from '../../lib/cli/iis/check.ts'
import { checkMachine, questionsAbout } from '../../lib/cli/iis/check-machine.ts'
import { readPlace } from '../../lib/cli/iis/plan-reading.ts'
import { command } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { writeForWindows } from '../helpers/iis-machine/written.ts'
import { project } from '../helpers/source.ts'

type Break = readonly [what: RegExp, before: string | RegExp, after: string]

/** One thing at a time: what is told, and what is made of a good file. */
const webConfig: readonly Break[] = [
  [/Closing tag|closing/i, '</handlers>', ''],
  [/no handler has the path/, 'path="server.ts" verb', 'path="*" verb'],
  [/verb of the handler is "GET"/, 'verb="*"', 'verb="GET"'],
  [/modules of the handler/, 'modules="iisnode"', 'modules="StaticFileModule"'],
  [/resourceType of the handler is missing/, ' resourceType="Unspecified"', ''],
  [/responseBufferLimit of the handler is missing/, ' responseBufferLimit="0"', ''],
  [/WebDAVModule is not removed/, '<remove name="WebDAVModule" />', ''],
  [/<rules> does not begin with <clear/, /<rules>\s+<clear \/>/, '<rules>'],
  [/is not alone/, '<match url=".*" />', '<match url="^x" />'],
  [/is not alone/, '<action type="Rewrite" url="server.ts" />', '<action type="Rewrite" url="index.js" />'],
  [/is not alone/, '</rule>', '</rule><rule name="b"><match url=".*" /></rule>'],
  [/the rule has conditions/, '<match url=".*" />', '<match url=".*" /><conditions><add input="{URL}" /></conditions>'],
  [/<outboundRules> does not/, /<outboundRules>\s+<clear \/>/, '<outboundRules>'],
  [/<outboundRules> has <rule/, /(<outboundRules>\s+<clear \/>)/, '$1<rule name="x" />'],
  [/allowDoubleEscaping of <requestFiltering> is missing/, ' allowDoubleEscaping="true"', ''],
  [/allowHighBitCharacters of .* is "false"/, 'allowHighBitCharacters="true"', 'allowHighBitCharacters="false"'],
  [/maxAllowedContentLength .* is "30000000"/, '"4294967295"', '"30000000"'],
  [/maxUrl of <requestLimits> is "4096"/, 'maxUrl="16384"', 'maxUrl="4096"'],
  [/maxQueryString of <requestLimits> is missing/, ' maxQueryString="16384"', ''],
  [/X-iisnode-REMOTE_USER is not refused/, '<add header="X-iisnode-REMOTE_USER" sizeLimit="0" />', ''],
  [/X-iisnode-HTTPS is not refused/, 'X-iisnode-HTTPS" sizeLimit="0"', 'X-iisnode-HTTPS" sizeLimit="100"'],
  [/X-Original-URL is limited/, '<headerLimits>', '<headerLimits><add header="X-Original-URL" sizeLimit="0" />'],
  [/<fileExtensions> does not/, /(<fileExtensions.*>)\s+<clear \/>/, '$1'],
  [/<fileExtensions> allows only/, '<fileExtensions allowUnlisted="true">', '<fileExtensions allowUnlisted="false">'],
  [/<hiddenSegments> does not/, /(<hiddenSegments>)\s+<clear \/>/, '$1'],
  [/<hiddenSegments> has <add bin>/, /(<hiddenSegments>\s+<clear \/>)/, '$1<add segment="bin" />'],
  [/<denyUrlSequences> does not/, /(<denyUrlSequences>)\s+<clear \/>/, '$1'],
  [/<denyQueryStringSequences> does not/, /(<denyQueryStringSequences>)\s+<clear \/>/, '$1'],
  [/<verbs> does not/, /(<verbs .*>)\s+<clear \/>/, '$1'],
  [/<verbs> has <add PUT false>/, /(<verbs .*>\s+<clear \/>)/, '$1<add verb="PUT" allowed="false" />'],
  [/<authentication> stands in web.config/, '<security>', '<security><authentication />'],
  [/existingResponse of <httpErrors> is missing/, '<httpErrors existingResponse="PassThrough" />', ''],
  [/doDynamicCompression .* is "true"/, 'doDynamicCompression="false"', 'doDynamicCompression="true"'],
  [/doStaticCompression of .* is missing/, 'doStaticCompression="false" ', ''],
  [/enabled of <caching> is missing/, '<caching enabled="false"', '<caching'],
  [/enableKernelCache of <caching>/, ' enableKernelCache="false"', ''],
  [/unrecognized attribute 'promoteServerVar'/, '<iisnode', '<iisnode promoteServerVar="X"'],
  [/maxLogFiles cannot be "many"/, '<iisnode', '<iisnode maxLogFiles="many"'],
  [/debuggingEnabled is "true"/, 'debuggingEnabled="false"', ''],
  [/devErrorsEnabled is "true"/, 'devErrorsEnabled="false"', ''],
  [/debugHeaderEnabled is "true"/, '<iisnode', '<iisnode debugHeaderEnabled="true"'],
  [/enableXFF is "true"/, 'enableXFF="false"', 'enableXFF="true"'],
  [/flushResponse is "false"/, 'flushResponse="true"', ''],
  [/promoteServerVars is "INSTANCE_ID, REMOTE_USER/, '"INSTANCE_ID,REMOTE_USER', '"INSTANCE_ID, REMOTE_USER'],
  [/nodeProcessCountPerApplication is "0"/, 'PerApplication="1"', 'PerApplication="0"'],
  [/nodeProcessStickySessions is/, '<iisnode', '<iisnode nodeProcessStickySessions="true"'],
  [/recycleSignalEnabled is/, '<iisnode', '<iisnode recycleSignalEnabled="true"'],
  [/configOverrides is/, '<iisnode', '<iisnode configOverrides="node.yml"'],
  [/watchedFiles is "\*\.js/, '"iisnode.yml;restart.txt"', '"*.js;iisnode.yml"'],
  [/node_env is "%node_env%"/, 'node_env="production"', ''],
  [/initialRequestBufferSize is "4096"/, 'initialRequestBufferSize="65536"', ''],
  [/maxRequestBufferSize is "65536"/, 'maxRequestBufferSize="131072"', ''],
  [/gracefulShutdownTimeout is "60000"/, 'gracefulShutdownTimeout="1800000"', ''],
  [/maxNamedPipeConnectionRetry is "100"/, 'maxNamedPipeConnectionRetry="240"', ''],
  [/KALLITHEA_INI is missing/, 'key="KALLITHEA_INI"', 'key="KALLITHEA_INNI"'],
  [/NODE_COMPILE_CACHE is missing/, 'key="NODE_COMPILE_CACHE"', 'key="CACHE"'],
  [/PORT is set/, '<appSettings>', '<appSettings><add key="PORT" value="80" />'],
  [/KALLITHEA_CLIENT_URL is missing/, '<appSettings>', '<appSettings><add key="KALLITHEA_CLIENT_SITE" value="7" />'],
]

const yml: readonly Break[] = [
  [/begins with a mark of Unicode/, /^/, '\ufeff'],
  [/it has tabs/, 'nodeProcessCommandLine: "', 'nodeProcessCommandLine:\t"'],
  [/letters beyond ASCII/, '# After', '# Ärger'],
  [/a number sign in a value/, '--max-http-header-size=65536', '--max-http-header-size=65536#'],
  [/line 1: no colon/, /^/, '---\n'],
  [/maxLogFiles cannot be "many"/, 'maxLogFiles: 20', 'maxLogFiles: many'],
  [/logFiles is no setting/, 'maxLogFiles', 'logFiles'],
  [/maxLogFiles has no value/, 'maxLogFiles: 20', 'maxLogFiles:'],
  [/debuggingEnabled is "true"/, /$/, 'debuggingEnabled: yes\n'],
  [/nodeProcessCommandLine is "node.exe --max/, /nodeProcessCommandLine: "[^"]*"/, 'nodeProcessCommandLine: node.exe'],
  [/nodeProcessCommandLine is /, ' --max-http-header-size=65536', ''],
  [/loggingEnabled is "false"/, 'loggingEnabled: true', 'loggingEnabled: false'],
  [/logDirectory is "iisnode"/, /logDirectory: .*/, 'logDirectory: iisnode'],
]

for (const [name, breaks] of [
  ['web.config', webConfig],
  ['iisnode.yml', yml],
] as const) {
  test(`whatever is wrong in ${name} is found, and nothing else`, async t => {
    const { output, files } = await writeForWindows(t)
    const good = files[name] ?? ''
    t.deepEqual(await checkFiles(output), [])
    for (const [what, before, after] of breaks) {
      const broken = good.replace(before, after)
      t.not(broken, good, String(what))
      await writeFile(path.join(output, name), broken)
      const found = await checkFiles(output)
      t.is(found.length, 1, `${what}: ${JSON.stringify(found, null, 1)}`)
      t.regex(found[0]?.what ?? '', what)
      t.is(found[0]?.where, name)
      t.true((found[0]?.consequence ?? '') !== '' && (found[0]?.write ?? '') !== '')
    }
  })
}

/** Key and bad value by the line that holds it. */
const machine: readonly (readonly [line: string, bad: string])[] = [
  ['    enable32BitAppOnWin64:"false"', 'true'],
  ['    managedRuntimeVersion:""', 'v4.0'],
  ['    startMode:"AlwaysRunning"', 'OnDemand'],
  ['      loadUserProfile:"true"', 'false'],
  ['      idleTimeout:"00:00:00"', '00:20:00'],
  ['      maxProcesses:"1"', '4'],
  ['      disallowOverlappingRotation:"true"', 'false'],
  ['        time:"00:00:00"', '1.05:00:00'],
  ['    applicationPool:"Kallithea"\n    enabledProtocols', 'DefaultAppPool'],
  ['    physicalPath:"C:\\inetpub\\kallithea"\n    userName', 'C:\\inetpub\\wwwroot'],
  ['    enabled:"false"\n    userName:"IUSR"', 'true'],
  ['    enabled:"true"\n    authPersistSingleRequest', 'false'],
  ['    authPersistSingleRequest:"false"\n    authPersistNonNTLM:"true"', 'true'],
  ['    authPersistNonNTLM:"true"', 'false'],
  ['    authenticatedUserOverride:"UseWorkerProcessUser"', 'UseAuthenticatedUser'],
  ['    enabled:"true"\n    userName:""', 'false'],
  ['    enabled:"false"\n    authPersistSingleRequest', 'true'],
  ['    id:"703541"', '2'],
]

test('whatever is wrong in IIS itself is found in the answers of appcmd, and nothing else', async t => {
  const good = await readFile(path.join(project, 'test/fixtures/iis/appcmd.transcript'), 'utf8')
  const switches = { twoSites: true }
  const questions = questionsAbout(readPlace({ options: { ...place, clientId: '703541' }, switches }))
  t.deepEqual(checkMachine(questions, good), [])
  t.deepEqual(checkMachine(questions, good.replaceAll('\n', '\r\n')), [])
  for (const [line, bad] of machine) {
    t.true(good.includes(line), line)
    const found = checkMachine(questions, good.replace(line, line.replace(/"[^"]*"/, `"${bad}"`)))
    t.is(found.length, 1, `${line}: ${JSON.stringify(found, null, 1)}`)
    t.regex(found[0]?.what ?? '', new RegExp(`is "${bad.replaceAll('\\', '\\\\')}"`))
    t.regex(found[0]?.write ?? '', /^appcmd set /)
  }
  t.is(checkMachine(questions, '').length, questions.length, 'what was not asked is not as it must be')
})

const place = { folder: 'C:\\inetpub\\kallithea', host: 'code.example.com' }

test('--check ends with 1 where anything is wrong, and tells scripts in JSON', async t => {
  t.timeout(120_000)
  const { output, files } = await writeForWindows(t, { host: 'code.example.com' })
  const folder = await makeFolder(t)
  const check = (...words: string[]) => command(t, { folder }, 'iis-install', '--check', '--output', output, ...words)
  const good = await check()
  t.deepEqual([good.code, good.stderr], [0, ''])
  t.regex(good.stdout, /Everything that was looked at is as it must be/)
  t.regex(good.stdout, /appcmd list app "Kallithea\/" \/text/, 'it knows what it was written for')
  await writeFile(path.join(output, 'iisnode.yml'), `${files['iisnode.yml']}devErrorsEnabled: true\n`)
  const bad = await check('--json')
  t.is(bad.code, 1)
  t.like(JSON.parse(bad.stdout), [{ where: 'iisnode.yml', write: 'devErrorsEnabled: false' }])
})
