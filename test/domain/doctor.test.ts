import { chmod, mkdir, rename, rm, writeFile, readFile, appendFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test, { type ExecutionContext } from 'ava'
import { sql } from 'kysely'
import { saveSetting } from '#db/settings.ts'
import type { Surroundings } from '#domain/doctor.ts'
import { findProgram } from '#vcs/program.ts'
import { madeRegistry, makeSoundSite, sayingServer, type SoundSite } from '../helpers/doctor-site.ts'

interface Broken {
  readonly ini?: Readonly<Record<string, string>>
  /** Breaks the site; what it gives back is what it is examined in. */
  readonly break?: (site: SoundSite, t: ExecutionContext) => Promise<Partial<Surroundings> | void>
  /** All that is found: check and tone, and what of the sentence. */
  readonly finds: readonly (readonly [string, RegExp])[]
}

const machine = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment'
const fileSystem = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\FileSystem'
const found = (check: string, says: RegExp): Pick<Broken, 'finds'> => ({ finds: [[check, says]] })
const ofIni = (ini: Readonly<Record<string, string>>, check: string, says: RegExp): Broken => ({
  ini,
  ...found(check, says),
})

const broken: Readonly<Record<string, Broken>> = {
  'no ini': { break: async ({ ini }) => rm(ini), ...found('ini bad', /cannot be read/) },
  'a mistake in the ini': {
    break: async ({ ini }) => appendFile(ini, 'show_sha_length = many\n'),
    ...found('ini bad', /must be a whole number/),
  },
  'an unknown key': ofIni({ sho_sha_length: '3' }, 'ini warn', /sho_sha_length/),
  'no secret': ofIni({ 'session.secret': '' }, 'values bad', /session\.secret is not set/),
  'the secret of an example': ofIni(
    { 'session.secret': 'development-not-secret' },
    'values bad',
    /session\.secret can be guessed/,
  ),
  'a short uuid': ofIni({ app_instance_uuid: 'abc' }, 'values bad', /app_instance_uuid can be guessed/),
  debug: ofIni({ debug: 'true' }, 'ini warn', /there is never a debugger/),
  'a cookie for scripts': ofIni({ 'session.httponly': 'false' }, 'values bad', /scripts in pages/),
  'a cookie for other sites': ofIni({ 'session.samesite': 'None' }, 'values warn', /other sites/),
  'a cookie in the clear': ofIni(
    { 'session.secure': 'false', canonical_url: 'https://code.corp.example' },
    'values warn',
    /in the clear/,
  ),
  'an address of no proxy': ofIni({ remote_addr_variable: 'HTTP_X_FORWARDED_FOR' }, 'values bad', /none is named/),
  'a proxy that is a network': {
    break: async ({ ini }) => editIni(ini, 'port = 5000', 'port = 5000\ntrusted_proxy = 10.0.0.0/8'),
    ...found('values bad', /not one IP address/),
  },
  'an open port': {
    break: async ({ ini }) => editIni(ini, 'host = 127.0.0.1', 'host = 0.0.0.0'),
    ...found('values warn', /past the proxy/),
  },
  'any revision': ofIni({ ignore_alembic_revision: 'true' }, 'values warn', /any revision/),
  'an ini for everybody': { break: async ({ ini }) => chmod(ini, 0o644), ...found('values warn', /can read/) },
  'no git': ofIni({ git_path: '/nowhere/git' }, 'git bad', /there is no program/),
  'an hg that fails': ofIni({ hg_path: '/bin/false' }, 'hg bad', /does not say its version/),
  'no database': {
    break: async ({ folder }) => rename(path.join(folder, 'kallithea.db'), path.join(folder, 'gone.db')),
    ...found('database bad', /there is no database/),
  },
  'a database of another program': {
    break: async ({ ini, folder }) => {
      new DatabaseSync(path.join(folder, 'other.db')).exec('create table songs (id integer)')
      await editIni(ini, 'kallithea.db', 'other.db')
    },
    ...found('database bad', /no database of Kallithea/),
  },
  'an older database': {
    break: async ({ site }) =>
      void (await sql`update alembic_version set version_num = '9358dc3d6828'`.execute(site.db)),
    ...found('database bad', /of an older Kallithea/),
  },
  'a file that is no database': {
    break: async ({ ini, folder }) => {
      await writeFile(path.join(folder, 'other.db'), 'a letter to the editor, and nothing else '.repeat(40))
      await editIni(ini, 'kallithea.db', 'other.db')
    },
    ...found('database bad', /database/),
  },
  'a database of a server': {
    break: async ({ ini }) => editIni(ini, 'sqlite:///%(here)s/kallithea.db', 'postgresql://u:p@h/db'),
    ...found('database bad', /SQLite databases only/),
  },
  'no folder of repositories': {
    break: async ({ root }) => rm(root, { recursive: true, force: true }),
    ...found('folders bad', /not there/),
  },
  'a cache that is a file': {
    break: async ({ ini }) => editIni(ini, 'cache_dir = %(here)s/data', 'cache_dir = %(here)s/my.ini'),
    ...found('folders bad', /nothing can be written/),
  },
  'PORT in the environment': {
    break: async () => ({ environment: { PORT: '8080' } }),
    ...found('environment bad', /PORT is set/),
  },
  'PORT of the machine': {
    break: async () => ({ registry: madeRegistry({ [machine]: { Port: '8080' } }) }),
    ...found('environment bad', /PORT is set/),
  },
  'a pipe of iisnode': {
    break: async () => ({ environment: { PORT: '\\\\.\\pipe\\1', IISNODE_VERSION: '0.2.26' } }),
    finds: [],
  },
  'an overruled setting': {
    break: async () => ({ registry: madeRegistry({ [machine]: { IISNODE_devErrorsEnabled: 'true' } }) }),
    ...found('environment warn', /wins over web\.config/),
  },
  'a clock that is ahead': {
    break: async () => ({ now: () => new Date(Date.now() + 600_000) }),
    ...found('clock warn', /600 seconds|\d+ seconds/),
  },
  'nobody at the mail server': ofIni({ smtp_server: '127.0.0.1', smtp_port: '1' }, 'smtp bad', /nobody listens/),
  'no such mail server': ofIni({ smtp_server: 'mail.invalid' }, 'smtp bad', /domain name system|within 5 seconds/),
  'a mail server that is none': {
    break: async ({ ini }, t) => {
      const port = await sayingServer(t, 'SSH-2.0-OpenSSH\r\n', 'at once')
      await appendFile(ini, `smtp_server = 127.0.0.1\nsmtp_port = ${port}\n`)
    },
    ...found('smtp bad', /does not greet/),
  },
  'a mail server without TLS': {
    break: async ({ ini }, t) => {
      const port = await sayingServer(t, '220 mail.corp.example ESMTP\r\n', 'at once')
      await appendFile(ini, `smtp_server = 127.0.0.1\nsmtp_port = ${port}\nsmtp_use_ssl = true\n`)
    },
    ...found('smtp bad', /speaks no TLS|closed the connection/),
  },
  'nobody at the directory': {
    break: site => useLdap(site, { host: '127.0.0.1', port: '1', tls_kind: 'PLAIN' }),
    ...found('ldap bad', /directory 127\.0\.0\.1:1 cannot be reached: nobody listens/),
  },
  'a directory of another time': {
    break: async (site, t) => {
      const port = await sayingServer(t, '0 currentTime 1 20260101000000.0Z 0', 'asked')
      await useLdap(site, { host: '127.0.0.1', port: String(port), tls_kind: 'PLAIN' })
    },
    ...found('clock bad', /Kerberos refuses/),
  },
  'short paths': {
    ini: { git_path: findProgram('git', process.env.PATH ?? '') ?? '' },
    break: async () => ({ platform: 'win32' }),
    ...found('long-paths warn', /260 letters/),
  },
  'programs by name under Windows': {
    ini: { hg_path: 'hg' },
    break: async () => ({ platform: 'win32', registry: madeRegistry({ [fileSystem]: { LongPathsEnabled: '0x1' } }) }),
    finds: [
      ['git warn', /looked for in the PATH/],
      ['hg warn', /looked for in the PATH/],
    ],
  },
  'two instances with one cookie': {
    break: async (site, t) => leaveTwin(t, site),
    ...found('instances bad', /signs the visitors of the other out/),
  },
}

test('with a sound site nothing is wrong, and nothing is left behind', async t => {
  const site = await makeSoundSite(t)
  const findings = await site.examine()
  t.deepEqual(
    findings.filter(({ tone }) => tone !== 'ok'),
    [],
  )
  t.true(findings.length > 10)
  t.true(findings.every(({ where, todo }) => where === '' && todo === ''))
})

for (const [title, { ini = {}, break: breakIt, finds }] of Object.entries(broken)) {
  test(`exactly what is broken is found: ${title}`, async t => {
    // starting Python each time is most of the time; that Mercurial itself is found is tested above
    const site = await makeSoundSite(t, { ini: { hg_path: '/bin/echo', ...ini } })
    const around = (await breakIt?.(site, t)) ?? {}
    const findings = (await site.examine(around)).filter(({ tone }) => tone !== 'ok')
    t.deepEqual(
      findings.map(({ check, tone }) => `${check} ${tone}`),
      finds.map(([check]) => check),
      JSON.stringify(findings),
    )
    for (const [index, [, says]] of finds.entries()) t.regex(findings[index]?.what ?? '', says)
    for (const { where, todo } of findings) t.true(where !== '' && todo !== '')
  })
}

async function editIni(ini: string, from: string, to: string): Promise<void> {
  await writeFile(ini, (await readFile(ini, 'utf8')).replace(from, to))
}

async function useLdap({ site }: SoundSite, values: Readonly<Record<string, string>>): Promise<void> {
  const modules = ['internal', 'ldap'].map(name => `kallithea.lib.auth_modules.auth_${name}`)
  await saveSetting(site.db, 'auth_plugins', modules.join(','))
  for (const [key, value] of Object.entries({ enabled: 'True', ...values })) {
    await saveSetting(site.db, `auth_ldap_${key}`, value)
  }
}

/** Another instance in a folder beside, that lives as long as this process. */
async function leaveTwin(t: ExecutionContext, { folder, site }: SoundSite): Promise<void> {
  const beside = `${folder}-twin`
  t.teardown(() => rm(beside, { recursive: true, force: true }))
  await mkdir(path.join(beside, 'kallithea-running'), { recursive: true })
  const started = new Date().toISOString()
  const note = { pid: process.ppid, started, ini: path.join(beside, 'my.ini'), sessionKey: site.config.session.key }
  await writeFile(path.join(beside, 'kallithea-running', `${process.ppid}.json`), JSON.stringify(note))
}
