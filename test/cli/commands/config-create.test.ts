import { access, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { loadConfig } from '#config/config.ts'
import { command } from '../../helpers/command-line.ts'
import { makeFolder } from '../../helpers/folder.ts'

test.serial('every new ini has a cookie and secrets of its own', async t => {
  const folder = await makeFolder(t)
  const read = async (name: string) => {
    t.is((await command(t, { folder }, 'config-create', name)).code, 0)
    return loadConfig(path.join(folder, name), {}).config
  }
  const [one, other] = [await read('one.ini'), await read('other.ini')]
  t.not(one.session.key, other.session.key)
  t.not(one.session.secret, other.session.secret)
  t.not(one.appInstanceUuid, other.appInstanceUuid)
})

test.serial('settings reach the section that is named before them', async t => {
  const folder = await makeFolder(t)
  const file = path.join(folder, 'a new folder/my.ini')
  const words = ['host=0.0.0.0', 'port=5080', 'show_sha_length=8', '[logger_root]', 'level=INFO', '[mine]', 'a=b = c']
  const ended = await command(t, { folder }, 'config-create', file, ...words)
  t.is(ended.code, 0, ended.stderr)
  const { config } = loadConfig(file, {})
  t.like(config, { host: '0.0.0.0', port: 5080, showShaLength: 8 })
  const text = await readFile(file, 'utf8')
  t.regex(text, /\[logger_root\]\n#level = NOTSET\nlevel = INFO\n/)
  t.regex(text, /\[mine\]\na = b = c\n/)
})

test.serial('a setting may name its section itself', async t => {
  const folder = await makeFolder(t)
  const words = ['server:main.port=5080', 'app:main.session.key=mine', 'session.save_every=1', 'logger_root.level=WARN']
  const ended = await command(t, { folder }, 'config-create', 'my.ini', ...words)
  t.is(ended.code, 0, ended.stderr)
  const { config } = loadConfig(path.join(folder, 'my.ini'), {})
  t.like(config, { port: 5080, session: { key: 'mine' } })
  const text = await readFile(path.join(folder, 'my.ini'), 'utf8')
  t.regex(text, /\[logger_root\]\n#level = NOTSET\nlevel = WARN\n/)
  t.regex(text, /\[app:main\]\n[^[]*session\.save_every = 1\n/)
})

test.serial('a file that exists is left alone', async t => {
  const folder = await makeFolder(t)
  await writeFile(path.join(folder, 'my.ini'), 'mine')
  const ended = await command(t, { folder }, 'config-create', 'my.ini')
  t.is(ended.code, 5)
  t.is(await readFile(path.join(folder, 'my.ini'), 'utf8'), 'mine')
})

test.serial('a setting that cannot be is refused, and no file stays', async t => {
  const folder = await makeFolder(t)
  for (const word of ['show_sha_length=many', 'nonsense', 'database_engine=oracle']) {
    const ended = await command(t, { folder }, 'config-create', 'my.ini', word)
    t.is(ended.code, 2, ended.stderr)
    await t.throwsAsync(access(path.join(folder, 'my.ini')))
  }
})

test.serial('--show-defaults prints them and writes nothing', async t => {
  const folder = await makeFolder(t)
  const ended = await command(t, { folder }, 'config-create', '--show-defaults')
  const expected = 'database_engine=sqlite\nhttp_server=waitress\nhost=127.0.0.1\nport=5000\n'
  t.deepEqual([ended.code, ended.stdout], [0, expected])
})
