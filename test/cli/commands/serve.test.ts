import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { closeSite } from '#domain/site.ts'
import { addressOf, command, start, type Surroundings } from '../../helpers/command-line.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { makeSite } from '../../helpers/site.ts'

test.serial('the ini that -c names is served, on the port that is asked for', async t => {
  const { folder, ini } = await makeSite(t)
  const running = start(t, { folder }, 'serve', '-c', ini, '--port', '0')
  t.is((await fetch(`${await addressOf(running)}-/health`)).status, 200)
})

test.serial('KALLITHEA_INI names the ini where no word does', async t => {
  const { folder, ini } = await makeSite(t)
  const running = start(t, { folder, environment: { KALLITHEA_INI: ini } }, 'serve', '--port', '0')
  t.is((await fetch(await addressOf(running))).status, 200)
})

test.serial('an absolute path in PORT is the pipe of iisnode, and it is served without a word', async t => {
  const { folder, ini } = await makeSite(t)
  const pipe = path.join(folder, 'pipe')
  const running = start(t, { folder, environment: { PORT: pipe, KALLITHEA_INI: ini } })
  await running.says('Kallithea is at')
  t.is(await statusAt(pipe, '/-/health'), 200)
})

test.serial('what was compiled is kept for the next start, though iisnode lets no process come to its end', async t => {
  const { folder, ini } = await makeSite(t)
  const cache = path.join(folder, 'compiled')
  const environment = { PORT: path.join(folder, 'pipe'), KALLITHEA_INI: ini, NODE_COMPILE_CACHE: cache }
  const running = start(t, { folder, environment })
  await running.says('Kallithea is at')
  const count = async () => (await readdir(cache, { recursive: true })).length
  for (let turn = 0; turn < 600 && (await count()) < 500; turn++) await sleep(100)
  running.child.kill('SIGKILL')
  t.true((await count()) > 500)
})

test.serial('a bare number in PORT counts for nothing, and that is said', async t => {
  const { folder, ini } = await makeSite(t)
  const running = start(t, { folder, environment: { PORT: '4711' } }, 'serve', '-c', ini, '--port', '0')
  t.notRegex(await addressOf(running), /4711/)
  t.regex(running.said(), /PORT.*4711/)
})

test.serial('without an ini a sentence says how to name one', async t => {
  const folder = await makeFolder(t)
  const ended = await command(t, { folder }, 'serve')
  t.is(ended.code, 4)
  t.regex(ended.stderr, /^kallithea: no ini was named: run .*-c my\.ini.*KALLITHEA_INI.*npm start.*\n$/)
})

test.serial('every mistake of an ini is listed with its line, and nothing starts', async t => {
  const folder = await makeFolder(t)
  const lines = ['[server:main]', 'port = many', '[app:main]', 'cache_dir = %(here)s', 'show_sha_length = 99', 'oops']
  await writeFile(path.join(folder, 'my.ini'), lines.join('\n'))
  const { code, stderr, stdout } = await command(t, { folder }, 'serve', '-c', 'my.ini')
  t.is(code, 2)
  for (const expected of [/line 2 \[server:main\] port: /, /line 5 \[app:main\] show_sha_length: /, /line 6 /]) {
    t.regex(stderr, expected)
  }
  t.regex(stderr, /sqlalchemy\.url: is missing/)
  t.notRegex(stdout, /Kallithea is at/)
})

test.serial('a port that is none is a sentence', async t => {
  const { code, stderr } = await command(t, await around(t), 'serve', '-c', 'my.ini', '--port', '70000')
  t.is(code, 2)
  t.regex(stderr, /a port is a number from 0 to 65535/)
})

test.serial('a database that is none of ours is a sentence', async t => {
  const made = await makeSite(t, { ini: {} })
  await closeSite(made.site)
  await writeFile(path.join(made.folder, 'kallithea.db'), 'no database at all, but some text')
  const { code, stderr } = await command(t, { folder: made.folder }, 'serve', '-c', made.ini, '--port', '0')
  t.not(code, 70, stderr)
  t.not(code, 0)
})

async function around(t: ExecutionContext): Promise<Surroundings> {
  const folder = path.join(await makeFolder(t), 'site')
  await mkdir(folder)
  return { folder }
}

async function statusAt(socketPath: string, address: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  request({ socketPath, path: address, headers: { host: 'localhost' } }, answer => {
    answer.resume()
    resolve(answer.statusCode)
  })
    .on('error', reject)
    .end()
  return await promise
}
