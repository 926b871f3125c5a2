import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test, { type ExecutionContext } from 'ava'
import { loadConfig } from '#config/config.ts'
import { checkPassword } from '#auth/password.ts'
import { findDefaultUser, findUserByName } from '#db/users.ts'
import { repositoriesRoot } from '#domain/settings.ts'
import { closeSite, openSite, type Site } from '#domain/site.ts'
import { command } from '../../helpers/command-line.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { commit, makeRepository } from '../../helpers/repositories.ts'

const person = ['--user', 'ann', '--email', 'ann@example.com', '--password', 'secret1']

test.serial('the database has the administrator, the root and what lies below it', async t => {
  const { folder, root } = await makeIni(t)
  await mkdir(path.join(root, 'group'), { recursive: true })
  await makeRepository('git', path.join(root, 'group/project'), [commit('first', { readme: 'hello' })])
  const words = ['db-create', '-c', 'my.ini', '--repos', root, ...person, '--no-public-access', '--force-yes']
  const ended = await command(t, { folder }, ...words)
  t.is(ended.code, 0, ended.stderr)
  t.regex(ended.stdout, /^Added: group\/project$/m)
  t.notRegex(ended.stdout, /secret1/)
  const site = await open(t, folder)
  const ann = await findUserByName(site.db, 'ann')
  t.like(ann, { admin: true, active: true, email: 'ann@example.com' })
  t.true(await checkPassword('secret1', ann?.password ?? ''))
  t.is((await findDefaultUser(site.db))?.active, false)
  t.is(await repositoriesRoot(site), root)
})

test.serial('a database that is there is left alone, and with --reuse its repositories are taken in', async t => {
  const { folder, root } = await makeIni(t)
  const words = ['db-create', '-c', 'my.ini', '--repos', root, ...person, '--force-yes']
  t.is((await command(t, { folder }, ...words)).code, 0)
  const other = words.map(word => (word === 'ann' ? 'bob' : word))
  const again = await command(t, { folder }, ...other)
  t.is(again.code, 5)
  t.regex(again.stderr, /there is a database of Kallithea already, and it was left alone/)
  await makeRepository('git', path.join(root, 'later'), [commit('first', { readme: 'hello' })])
  const reused = await command(t, { folder }, ...other, '--reuse')
  t.is(reused.code, 0, reused.stderr)
  t.regex(reused.stdout, /^Added: later$/m)
  t.is(await findUserByName((await open(t, folder)).db, 'bob'), undefined)
})

test.serial(
  'a database of somebody else, or of an older Kallithea, is told from one of ours and left alone',
  async t => {
    const { folder, root } = await makeIni(t)
    const words = ['db-create', '-c', 'my.ini', '--repos', root, ...person, '--force-yes', '--reuse']
    const database = new DatabaseSync(path.join(folder, 'kallithea.db'))
    t.teardown(() => database.close())
    database.exec('create table cookbook (id integer)')
    const foreign = await command(t, { folder }, ...words)
    t.deepEqual([foreign.code, foreign.stdout], [2, ''])
    t.regex(foreign.stderr, /this is no database of Kallithea/)
    database.exec('drop table cookbook')
    t.is((await command(t, { folder }, ...words)).code, 0)
    database.exec("update alembic_version set version_num = 'f62826179f39'")
    t.regex((await command(t, { folder }, ...words)).stderr, /this is of an older Kallithea: back it up/)
  },
)

test.serial('what is missing or wrong is said by its option where nobody can be asked', async t => {
  const { folder, root } = await makeIni(t)
  const refused = async (sentence: RegExp, ...words: string[]) => {
    const ended = await command(t, { folder }, 'db-create', '-c', 'my.ini', ...words)
    t.is(ended.code, 2)
    t.regex(ended.stderr, sentence)
  }
  await refused(/nobody is here to ask.*--repos/, ...person)
  await refused(/nobody is here to ask.*--user/, '--repos', root)
  await refused(/absolute path.*--repos/, '--repos', 'here', ...person)
  await refused(/at least 6 letters.*--password/, '--repos', root, ...person.slice(0, -1), 'short')
  await refused(/nobody is here to ask.*--force-yes/, '--repos', `${root}/new`, ...person)
})

async function makeIni(t: ExecutionContext): Promise<{ folder: string; root: string }> {
  const folder = await makeFolder(t)
  await command(t, { folder }, 'config-create', 'my.ini')
  const root = path.join(folder, 'repositories')
  await mkdir(root)
  return { folder, root }
}

async function open(t: ExecutionContext, folder: string): Promise<Site> {
  const site = await openSite(loadConfig(path.join(folder, 'my.ini'), {}).config)
  t.teardown(() => closeSite(site))
  return site
}
