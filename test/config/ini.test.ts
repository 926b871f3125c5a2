import { writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'ava'
import { loadConfig } from '#config/config.ts'
import { writeIni } from '#config/ini.ts'
import { readIniText } from '#config/ini-text.ts'
import { allSettings } from '#config/known-keys.ts'
import { makeFolder } from '../helpers/folder.ts'

test('a new file is read without a word', async t => {
  const folder = await makeFolder(t)
  const file = path.join(folder, 'my.ini')
  writeFileSync(file, writeIni())
  const { config, notes } = loadConfig(file, {})
  t.deepEqual(notes, [])
  t.is(config.databaseUrl, `sqlite:///${folder}/kallithea.db?timeout=60`)
  t.is(config.cacheDir, path.join(folder, 'data'))
  t.is(config.port, 5000)
})

test('every file has secrets and a cookie of its own', t => {
  const valueOf = (text: string, key: string) => readIniText(text).sections.get('app:main')?.get(key)?.value ?? ''
  const [one, two] = [writeIni(), writeIni()]
  for (const key of ['session.secret', 'app_instance_uuid', 'session.key']) t.not(valueOf(one, key), valueOf(two, key))
  t.regex(valueOf(one, 'session.key'), /^kallithea_[0-9a-f]{8}$/)
  t.regex(valueOf(one, 'session.secret'), /^[0-9a-f]{64}$/)
})

test('every setting stands in it, explained', t => {
  const text = writeIni()
  for (const { key, about } of allSettings) {
    t.true(text.includes(`# ${about}\n`), key)
    t.regex(text, new RegExp(`^#?${key.replaceAll('.', '\\.')} =`, 'm'))
  }
})

test('values take the place of the usual ones, also of those that are not written', async t => {
  const file = path.join(await makeFolder(t), 'my.ini')
  writeFileSync(file, writeIni({ port: '5001', canonical_url: 'https://k/100%%', cache_dir: '%(here)s/c' }))
  const { config } = loadConfig(file, {})
  t.is(config.port, 5001)
  t.is(config.canonicalUrl, 'https://k/100%')
  t.is(config.cacheDir, path.join(path.dirname(file), 'c'))
  t.throws(() => writeIni({ colour: 'red' }), { instanceOf: TypeError })
})

test('the original finds its sections and its server', t => {
  const { sections } = readIniText(writeIni())
  t.is(sections.get('app:main')?.get('use')?.value, 'egg:kallithea')
  t.is(sections.get('server:main')?.get('use')?.value, 'egg:waitress#main')
  for (const [list, kind] of [
    ['loggers', 'logger'],
    ['handlers', 'handler'],
    ['formatters', 'formatter'],
  ] as const) {
    for (const name of sections.get(list)?.get('keys')?.value.split(', ') ?? []) t.true(sections.has(`${kind}_${name}`))
  }
})
