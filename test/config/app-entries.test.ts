import test from 'ava'
import { listMistakes, loadApp, loadLines, needed } from '../helpers/ini.ts'

test('%(key)s is filled in from the section, then from [DEFAULT], and %% is a %', async t => {
  const { config, folder } = await loadLines(t, [
    '[DEFAULT]',
    'root = /r',
    'name = default',
    'path = %(root)s/%(name)s',
    '[app:main]',
    'cache_dir = %(path)s',
    'index_dir = %(here)s/100%%/%(name)s',
    'sqlalchemy.url = sqlite:///%(__file__)s.db',
    'name = own',
  ])
  t.is(config.cacheDir, '/r/own')
  t.is(config.indexDir, `${folder}/100%/own`)
  t.is(config.databaseUrl, `sqlite:///${folder}/my.ini.db`)
})

test('what cannot be filled in is a mistake, also where nobody asks for it', async t => {
  const lines = ['[app:main]', 'colour = %(shade)s', 'a = %(b)s', 'b = %(a)s', 'c = 5%', 'd = %(x', ...needed]
  t.deepEqual(await listMistakes(t, lines), [
    '[app:main] colour 2: %(shade)s names no key of this section or of [DEFAULT]',
    '[app:main] a 3: %(a)s leads back to itself',
    '[app:main] b 4: %(b)s leads back to itself',
    '[app:main] c 5: a % that stands for itself is written %%',
    '[app:main] d 6: a % that stands for itself is written %%',
  ])
})

test('a folder with a % in its name is filled in as it is', async t => {
  const { mkdirSync, writeFileSync } = await import('node:fs')
  const { makeFolder } = await import('../helpers/folder.ts')
  const { loadConfig } = await import('#config/config.ts')
  const folder = `${await makeFolder(t)}/50%(x)s%`
  mkdirSync(folder)
  writeFileSync(`${folder}/my.ini`, ['[app:main]', ...needed.slice(1), 'cache_dir = %(here)s/c'].join('\n'))
  t.is(loadConfig(`${folder}/my.ini`, {}).config.cacheDir, `${folder}/c`)
})

test('[app:main] stands above [DEFAULT]; get takes from there, set wins over everything', async t => {
  const { config } = await loadLines(t, [
    '[DEFAULT]',
    'git_path = default-git',
    'hg_path = default-hg',
    'my_url = https://k.example.com',
    'show_sha_length = 20',
    '[app:main]',
    'hg_path = own-hg',
    'get canonical_url = my_url',
    'set show_sha_length = 30',
    'show_sha_length = 25',
    ...needed,
  ])
  t.is(config.gitPath, 'default-git')
  t.is(config.hgPath, 'own-hg')
  t.is(config.canonicalUrl, 'https://k.example.com')
  t.is(config.showShaLength, 30)
})

test('values with # and ; and of several lines reach the settings whole', async t => {
  const config = await loadApp(t, 'index.extensions = a', '    b', '    # c', '  d', 'canonical_url = http://h/#a;b')
  t.deepEqual(config.indexExtensions, ['a', 'b', 'd'])
  t.is(config.canonicalUrl, 'http://h/#a;b')
})

test('the prefix of a proxy comes from the filter that filter-with names', async t => {
  const filter = (...lines: string[]) => [
    '[filter:proxy-prefix]',
    ...lines,
    '[app:main]',
    'filter-with = proxy-prefix',
    ...needed,
  ]
  const use = 'use = egg:PasteDeploy#prefix'
  const first = (await loadLines(t, filter(use, 'prefix = /scm/', 'translate_forwarded_server = False'))).config
  t.deepEqual([first.prefix, first.translateForwardedServer], ['/scm', false])
  const second = (await loadLines(t, filter(use, 'prefix = a/b'))).config
  t.deepEqual([second.prefix, second.translateForwardedServer], ['/a/b', true])
  const other = await loadLines(t, filter('use = egg:other#thing', 'prefix = /scm'))
  t.is(other.config.prefix, '')
  t.regex(other.notes.join(), /only the filter egg:PasteDeploy#prefix is known/)
  t.is((await loadLines(t, ['[filter:proxy-prefix]', use, 'prefix = /x', '[app:main]', ...needed])).config.prefix, '')
  t.deepEqual(await listMistakes(t, ['[app:main]', 'filter-with = gone', ...needed]), [
    '[app:main] filter-with 2: there is no section [filter:gone]',
  ])
  t.deepEqual(await listMistakes(t, filter(use, 'translate_forwarded_server = maybe')), [
    '[filter:proxy-prefix] translate_forwarded_server 3: must be true or false, not "maybe"',
  ])
})

test('logging sections are never filled in', async t => {
  const { config } = await loadLines(t, [
    '[app:main]',
    ...needed,
    '[logger_root]',
    'level = warning',
    '[formatter_x]',
    'format = %(asctime)s 100% [%(name)s]',
  ])
  t.deepEqual(config.levels, { root: 'WARN', kallithea: 'NOTSET' })
})
