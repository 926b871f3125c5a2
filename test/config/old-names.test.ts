import path from 'node:path'
import test from 'ava'
import { loadConfig } from '#config/config.ts'
import { listMistakes, loadApp, loadLines, needed } from '../helpers/ini.ts'

const folder = path.resolve(import.meta.dirname, '../fixtures/ini')

test('a file of RhodeCode 1.4 is read with today’s meaning', t => {
  const { config } = loadConfig(path.join(folder, 'rhodecode-1.4.ini'), {})
  t.is(config.host, '0.0.0.0')
  t.is(config.port, 5001)
  t.is(config.prefix, '/scm')
  t.is(config.databaseUrl, `sqlite:///${folder}/rhodecode.db?timeout=30`)
  t.is(config.databaseTimeout, 30)
  t.is(config.language, 'fr')
  t.is(config.session.key, 'rhodecode')
  t.is(config.session.secret, 'develop-rc-uytcxaz')
  t.is(config.session.timeout, 36000)
  t.deepEqual(config.defaultEncoding, ['utf8', 'cp932'])
  t.deepEqual(config.mail.errorsTo, ['admin@localhost', 'root@localhost'])
  t.is(config.mail.port, 25)
  t.is(config.mail.auth, 'LOGIN PLAIN')
  t.is(config.mail.subjectPrefix, '[RhodeCode]')
  t.is(config.levels.root, 'INFO')
  t.deepEqual(
    [...config.fallbackSettings],
    [
      ['use_gravatar', 'false'],
      ['gravatar_url', 'https://gravatar.example.com/{md5email}?s={size}'],
      ['clone_uri_tmpl', '{scheme}://{user}@{netloc}/{repo}'],
    ],
  )
  t.deepEqual(config.issueLinks, [
    { pattern: /(?:\s*#)(\d+)/g, link: 'https://myissueserver.com/{repo}/issue/\\1', text: '#\\1' },
    { pattern: /(?:wiki-)(.+)/g, link: 'https://mywiki.com/\\1', text: 'WIKI-\\1' },
  ])
})

test('what has no effect any more is said once', t => {
  const { notes } = loadConfig(path.join(folder, 'rhodecode-1.4.ini'), {})
  const said = notes.map(note => /^\[[^\]]+\] (\S+) \(line \d+\)/.exec(note)?.[1])
  t.deepEqual(said.toSorted(), [
    'api_access_controllers_whitelist',
    'error_message',
    'errormator',
    'errormator.server_url',
    'initial_repo_scan',
    'lock_ret_code',
    'proxypass_auth_enabled',
    'sentry.dsn',
    'sqlalchemy.db1.convert_unicode',
    'vcs_full_cache',
  ])
  t.regex(notes.join('\n'), /proxypass_auth_enabled .*enable the container plugin.* HTTP_X_FORWARDED_USER/)
})

test('a new name wins over the old one, wherever they stand', async t => {
  const config = await loadApp(
    t,
    'session.key = new',
    'beaker.session.key = old',
    'beaker.session.timeout = 7',
    'lang = de',
  )
  t.is(config.session.key, 'new')
  t.is(config.session.timeout, 7)
  t.is(config.language, 'de')
  const url = ['[app:main]', 'sqlalchemy.db1.url = sqlite:////old.db', ...needed]
  t.is((await loadLines(t, url)).config.databaseUrl, 'sqlite:////k.db')
})

test('container_auth_enabled names the header that the plugin wants; switched off, nobody hears of it', async t => {
  const notes = async (line: string) => (await loadLines(t, ['[app:main]', line, ...needed])).notes
  t.regex((await notes('container_auth_enabled = true')).join(), /container plugin.*REMOTE_USER/)
  t.deepEqual(await notes('container_auth_enabled = false'), [])
  t.regex((await notes('debug = true')).join(), /never a debugger/)
  t.deepEqual(await notes('debug = false'), [])
  t.regex((await notes('use_celery = true')).join(), /jobs run in this server/)
  t.deepEqual(await notes('celery.broker_url = amqp://x'), [])
})

test('settings of the database that stand in the file count while the database has none', async t => {
  const config = await loadApp(
    t,
    'title = T',
    'gravatar_url = new',
    'alternative_gravatar_url = old',
    'clone_uri = {netloc}{path}',
  )
  t.deepEqual(Object.fromEntries(config.fallbackSettings), {
    title: 'T',
    gravatar_url: 'new',
    clone_uri_tmpl: '{netloc}/{repo}',
  })
})

test('[uwsgi] names the address where there is no [server:main]', async t => {
  const read = async (...lines: string[]) => {
    const { config } = await loadLines(t, [...lines, '[app:main]', ...needed])
    return `${config.host} ${config.port}`
  }
  t.is(await read('[uwsgi]', 'http-socket = 0.0.0.0:5005 ; the plain one', 'workers = 4 ; c'), '0.0.0.0 5005')
  t.is(await read('[uwsgi]', 'socket = 127.0.0.1:3031', 'http = :8080'), '0.0.0.0 8080')
  t.is(await read('[uwsgi]', 'http = [::1]:80'), '::1 80')
  t.is(await read('[uwsgi]', 'http = :80', '[server:main]', 'port = 7'), '127.0.0.1 7')
  t.deepEqual(await listMistakes(t, ['[uwsgi]', 'socket = /run/k.sock', '[app:main]', ...needed]), [
    '[uwsgi] socket 2: a file socket is not listened on: name host:port, or start with serve --port N',
  ])
})
