import { readFileSync } from 'node:fs'
import path from 'node:path'
import test from 'ava'
import { loadConfig } from '#config/config.ts'
import { environmentName } from '#config/environment.ts'
import { allSettings } from '#config/known-keys.ts'
import { Problem } from '#std/problem.ts'
import { makeFolder } from '../helpers/folder.ts'
import { listMistakes, loadApp, loadLines, needed } from '../helpers/ini.ts'

const fixtures = path.resolve(import.meta.dirname, '../fixtures')

test('the ini file of the golden instance is read without a word', t => {
  const { config, notes } = loadConfig(path.join(fixtures, 'golden/my.ini'), {})
  const here = path.join(fixtures, 'golden')
  t.deepEqual(notes, [])
  t.is(config.file, path.join(here, 'my.ini'))
  t.is(config.here, here)
  t.is(config.host, '127.0.0.1')
  t.is(config.port, 5055)
  t.is(config.trustedProxy, null)
  t.is(config.databaseUrl, `sqlite:///${here}/kallithea.db?timeout=60`)
  t.is(config.databaseTimeout, 60)
  t.is(config.cacheDir, path.join(here, 'data'))
  t.is(config.archiveCacheDir, path.join(here, 'data/tarballcache'))
  t.is(config.cutOffLimit, 256000)
  t.is(config.gistAliasUrl, null)
  t.is(config.rssItemsPerPage, 10)
  t.is(config.session.key, 'kallithea')
  t.is(config.session.secret, '94f9106ba64545efa53ea3324280ec5e')
  t.is(config.session.timeout, 2592000)
  t.is(config.ssh.authorizedKeys, `${here}/authorized_keys`)
  t.true(config.ssh.enabled)
  t.deepEqual(config.issueLinks, [
    { pattern: /#(\d+)/g, link: 'https://issues.example.com/{repo}/issue/\\1', text: '' },
  ])
  t.deepEqual(config.levels, { root: 'NOTSET', kallithea: 'WARN' })
  t.is(config.fallbackSettings.size, 0)
})

test('what nobody sets has Kallithea’s value', async t => {
  const config = await loadApp(t)
  t.is(config.port, 5000)
  t.is(config.cutOffLimit, null)
  t.is(config.archiveCacheDir, null)
  t.is(config.showShaLength, 12)
  t.is(config.gitRevFilter, '--all')
  t.is(config.hgPath, 'hg')
  t.is(config.remoteAddrVariable, 'REMOTE_ADDR')
  t.is(config.databaseTimeout, 5)
  t.is(config.session.sameSite, 'Lax')
  t.is(config.session.secure, null)
  t.is(config.session.cookieExpires, 'session')
  t.is(config.bugtracker, 'https://bitbucket.org/conservancy/kallithea/issues')
  t.is(config.prefix, '')
  t.deepEqual(config.defaultEncoding, ['utf-8'])
})

test('the address for git and hg is one that a program can follow', async t => {
  const ours = ['client_url = https://git.example.com/k/', 'client_site = 540656']
  t.like(await loadApp(t, ...ours), { clientUrl: 'https://git.example.com/k', clientSite: 540_656 })
  for (const url of [
    'git.example.com',
    'ssh://git.example.com',
    'https://a@git.example.com',
    'https://g/?x',
    'https://a b',
  ]) {
    const mistakes = await listMistakes(t, ['[app:main]', `client_url = ${url}`, ...needed])
    t.regex(mistakes.join(), /client_url 2: must be an address/, url)
  }
  t.regex((await listMistakes(t, ['[app:main]', 'client_site = git', ...needed])).join(), /client_site 2/)
})

test('nothing in it can be changed', async t => {
  const config = await loadApp(t)
  t.throws(() => Object.assign(config, { port: 1 }), { instanceOf: TypeError })
  t.throws(() => Object.assign(config.session, { key: '' }), { instanceOf: TypeError })
})

test('booleans are the words of Paste, in any case', async t => {
  for (const word of ['true', 'YES', 'on', 'y', 'T', '1'])
    t.true((await loadApp(t, `force_https = ${word}`)).forceHttps)
  for (const word of ['false', 'No', 'off', 'n', 'F', '0']) t.false((await loadApp(t, `use_htsts = ${word}`)).useHtsts)
})

test('every mistake is told, with section, key and line, and nothing starts', async t => {
  const lines = [
    '[DEFAULT]',
    'smtp_port = many',
    '[server:main]',
    'port = 70000',
    '[app:main]',
    'force_https =',
    'full_stack = perhaps',
    'cut_off_limit = 25k',
    'session.timeout = -1',
    'session.samesite = sometimes',
    'cache_dir = %(nowhere)s/data',
    'index_dir = %(here)s/100%',
    'sqlalchemy.url = sqlite:////k.db?timeout=long',
    'get x = y',
    'no value',
    '[logger_root]',
    'level = LOUD',
  ]
  t.deepEqual(await listMistakes(t, lines), [
    '[DEFAULT] smtp_port 2: must be a whole number from 0 on, not "many"',
    '[server:main] port 4: must be a whole number from 0 to 65535, not "70000"',
    '[app:main] force_https 6: must be true or false, not ""',
    '[app:main] full_stack 7: must be true or false, not "perhaps"',
    '[app:main] cut_off_limit 8: must be a whole number from 0 on, not "25k"',
    '[app:main] session.timeout 9: must be a whole number from 1 on, not "-1"',
    '[app:main] session.samesite 10: must be one of Lax, Strict, None',
    '[app:main] cache_dir 11: %(nowhere)s names no key of this section or of [DEFAULT]',
    '[app:main] index_dir 12: a % that stands for itself is written %%',
    '[app:main] sqlalchemy.url 13: its timeout must be a number of seconds',
    '[app:main] get x 14: [DEFAULT] has no key y',
    '[app:main] null 15: this line is no “key = value”: no value',
    '[logger_root] level 17: must be one of NOTSET, DEBUG, INFO, WARN, WARNING, ERROR, CRITICAL, FATAL',
  ])
})

test('what must be there and is not', async t => {
  t.deepEqual(await listMistakes(t, ['[app:main]', 'index_dir =', 'sqlalchemy.url = kallithea.db']), [
    '[app:main] index_dir 2: must not be empty',
    '[app:main] sqlalchemy.url 3: is no address of a database',
    '[app:main] cache_dir null: is missing',
  ])
  t.true((await listMistakes(t, ['[server:main]'])).includes('[app:main] null null: is missing'))
  t.deepEqual(await listMistakes(t, ['[app:main]', 'use = config:other.ini', ...needed]), [
    '[app:main] use 2: other files are not read: put what they say into this one',
  ])
})

test('a mistake in [DEFAULT] is told once', async t => {
  const lines = ['[DEFAULT]', 'a = %(b)s', '[server:main]', 'port = 1', '[app:main]', ...needed]
  t.deepEqual(await listMistakes(t, lines), ['[DEFAULT] a 2: %(b)s names no key of this section or of [DEFAULT]'])
})

test('keys that nobody knows are told, and nothing else', async t => {
  const lines = [
    '[DEFAULT]',
    'root = /r',
    'spare = 1',
    '[app:main]',
    'colour = red',
    'cache_dir = %(root)s/c',
    'index_dir = /i',
  ]
  const known = [
    'beaker.cache.regions = x',
    'celery.broker_url = y',
    'logview.a = #faa',
    'auth_ldap_host = h',
    'title = T',
  ]
  const rest = [
    'sqlalchemy.url = sqlite:////k.db',
    ...known,
    '[alembic]',
    '[ssh_serve:logger_root]',
    'level = X',
    '[strange]',
  ]
  const { config, notes } = await loadLines(t, [...lines, ...rest])
  t.is(config.cacheDir, '/r/c')
  t.deepEqual(notes, [
    '[strange] is no section that is known here',
    '[DEFAULT] spare (line 3) is not known here and has no effect',
    '[app:main] colour (line 5) is not known here and has no effect',
  ])
})

test('the environment overrides the file, and is never filled in', async t => {
  const environment = {
    KALLITHEA_PORT: '5100',
    KALLITHEA_SESSION_TIMEOUT: '60',
    kallithea_sqlalchemy_url: 'sqlite:////e%20.db?timeout=7',
    KALLITHEA_INI: '/some/where/my.ini',
    KALLITHEA_CACHE_DIR: '',
    KALLITHEA_PROT: '1',
    PORT: '80',
  }
  const { config, notes } = await loadLines(t, ['[server:main]', 'port = 1', '[app:main]', ...needed], environment)
  t.is(config.port, 5100)
  t.is(config.session.timeout, 60)
  t.is(config.databaseUrl, 'sqlite:////e%20.db?timeout=7')
  t.is(config.databaseTimeout, 7)
  t.is(config.cacheDir, '/c')
  t.deepEqual(notes, ['the environment has KALLITHEA_PROT, which is no setting'])
  t.deepEqual(await listMistakes(t, ['[app:main]', ...needed], { KALLITHEA_PORT: 'x' }), [
    '[environment] KALLITHEA_PORT null: must be a whole number from 0 to 65535, not "x"',
  ])
})

test('every setting has a name of its own in the environment, and none is that of the ini file', t => {
  const names = allSettings.map(({ key }) => environmentName(key))
  t.is(new Set(names).size, names.length)
  t.false(names.includes('KALLITHEA_INI'))
})

test('addresses of mails stand between commas, in old files between blanks', async t => {
  const read = async (line: string) =>
    (await loadLines(t, ['[DEFAULT]', line, '[app:main]', ...needed])).config.mail.errorsTo
  t.deepEqual(await read('email_to = a@x, B C <b@x>,c@x'), ['a@x', 'B C <b@x>', 'c@x'])
  t.deepEqual(await read('email_to = a@x b@x'), ['a@x', 'b@x'])
  t.deepEqual(await read('email_to ='), [])
})

test('empty values: no limit, no link, no database of another revision', async t => {
  const config = await loadApp(t, 'cut_off_limit =', 'bugtracker =', 'ignore_alembic_revision =', 'canonical_url =')
  t.is(config.cutOffLimit, null)
  t.is(config.bugtracker, null)
  t.is(config.canonicalUrl, null)
  t.false(config.ignoreAlembicRevision)
  t.true((await loadApp(t, 'ignore_alembic_revision = sure')).ignoreAlembicRevision)
})

test('a file that cannot be read says so', async t => {
  const folder = await makeFolder(t)
  const missing = t.throws(() => loadConfig(path.join(folder, 'no.ini'), {}), { instanceOf: Problem })
  t.is(missing.kind, 'not-found')
})

test('a file in another encoding is refused, and Notepad’s are read', async t => {
  const { writeFileSync } = await import('node:fs')
  const folder = await makeFolder(t)
  const file = path.join(folder, 'my.ini')
  const text = ['\ufeff[DEFAULT]', 'app_email_from = Zoë', '[app:main]', ...needed].join('\r\n')
  for (const encoding of ['utf8', 'utf16le'] as const) {
    writeFileSync(file, text, encoding)
    t.is(loadConfig(file, {}).config.mail.from, 'Zoë')
  }
  writeFileSync(file, text.slice(1), 'latin1')
  t.is(t.throws(() => loadConfig(file, {}), { instanceOf: Problem }).kind, 'invalid')
  t.true(readFileSync(file).includes(0xeb))
})
