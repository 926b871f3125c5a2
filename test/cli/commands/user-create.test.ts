import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import test, { type ExecutionContext } from 'ava'
import { Command as Commander } from 'commander'
import { addCommand } from '#cli/command.ts'
import { userCreate } from '#cli/commands/user-create.ts'
import { exitCodeOf, sentenceOf } from '#cli/errors.ts'
import { openAdministration } from '../../helpers/administration.ts'
import { command, type Ended } from '../../helpers/command-line.ts'
import { readRows, type RowChange, rowChanges } from '../../helpers/row-changes.ts'
import { type MadeSite, makeSite } from '../../helpers/site.ts'
import { project } from '../../helpers/source.ts'

test.serial('an account is made to the row as the form of the administration makes it, and can sign in', async t => {
  const { admin, server, ...made } = await openAdministration(t)
  const byForm = await changesOf(made, () =>
    admin.send('/_admin/users/new', {
      username: 'heidi',
      password: 'a-password',
      password_confirmation: 'a-password',
      firstname: ' Хайди ',
      lastname: 'Иванова',
      email: 'Heidi@Example.com',
      active: 'True',
    }),
  )
  const facts = ['--email', 'Peter@Example.com', '--firstname', ' Хайди ', '--lastname', 'Иванова']
  const byCommand = await changesOf(made, async () => {
    const words = ['user-create', 'peter', ...facts, '--password', 'a-password', '-c', made.ini]
    const ended = await command(t, made, ...words)
    t.deepEqual(ended, { code: 0, stdout: 'peter is made, and may sign in.\n', stderr: '' })
  })
  t.deepEqual(byForm.map(({ table }) => table).toSorted(), ['user_logs', 'users'])
  const unsigned = byForm.filter(({ table }) => table !== 'user_logs') // nobody did it whom the journal could name
  t.is(JSON.stringify(byCommand), JSON.stringify(unsigned).replaceAll('heidi', 'peter'))
  t.is((await server.client().signIn('peter', 'a-password')).status, 302)
})

test.serial('with --admin it is an administrator; an empty address is none', async t => {
  const { server, ...made } = await openAdministration(t)
  const ended = await run(made, 'rescue', '--email', '', '--password', 'a-password', '--admin')
  t.is(ended.code, 0, ended.stderr)
  t.like(await made.user('rescue'), { admin: true, active: true, email: null, firstName: '', externType: 'internal' })
  const rescue = server.client()
  await rescue.signIn('rescue', 'a-password')
  t.is((await rescue.ask('/_admin/users')).status, 200)
})

test.serial('--reset-password lets one in that is there, and keeps what it was not told', async t => {
  const { server, ...made } = await openAdministration(t, { users: { ann: {}, bob: { active: false } } })
  const [ann, bob] = [server.client(), server.client()]
  await ann.signIn('ann', 'ann-secret')
  t.is((await bob.signIn('bob', 'bob-secret')).status, 200)
  const before = { ann: await made.user('ann'), bob: await made.user('bob') }
  const plain = await run(made, 'ANN', '--reset-password', '--password', 'another-one')
  t.deepEqual(plain, { code: 0, stdout: 'ann has another password, and may sign in.\n', stderr: '' })
  const told = ['--email', 'Robert@example.com', '--firstname', 'Robert', '--admin']
  const more = await run(made, 'bob', '--reset-password', '--password', 'another-one', ...told)
  t.is(more.code, 0, more.stderr)
  t.deepEqual({ ...(await made.user('ann')), password: before.ann.password }, before.ann)
  t.deepEqual(await made.user('bob'), {
    ...before.bob,
    active: true,
    admin: true,
    email: 'robert@example.com',
    firstName: 'Robert',
    password: (await made.user('bob')).password,
  })
  t.is((await ann.ask('/_admin/my_account')).status, 302, 'who came by the old password is out')
  t.is((await ann.signIn('ann', 'ann-secret')).status, 200)
  t.is((await ann.signIn('ann', 'another-one')).status, 302)
  t.is((await bob.signIn('bob', 'another-one')).status, 302)
})

const good = ['--email', 'new@example.com', '--password', 'a-password']
const reset = ['--reset-password', '--password', 'a-password']

const refused: Readonly<Record<string, readonly [words: readonly string[], code: number, sentence: RegExp]>> = {
  'what is wrong with all options': [
    ['heidi', '--email', 'ANN@example.com', '--password', 'short', '--firstname', 'a\u0007b'],
    2,
    /^nothing was saved \(name: heidi\)\n {2}--firstname: .*\n {2}--email: Somebody .*\n {2}--password: .*least 6.*$/,
  ],
  'a name that no account can have': [['CORP\\heidi', ...good], 2, /\n {2}<name>: A user name has Latin letters/],
  'the default user': [['Default', ...reset], 2, /\n {2}<name>: This user name is reserved/],
  'an account that is there': [['ANN', ...good], 5, /such an account already, and it was left alone.*\(name: ann\)/],
  'a missing address': [['heidi'], 2, /nobody is here to ask.*--email, question: heidi is new/],
  'a missing password': [['ann', '--reset-password'], 2, /nobody is here to ask.*--password/],
  'an empty password': [['ann', '--reset-password', '--password', ''], 2, /\n {2}--password: .*at least 6/],
  'an account of Windows': [['win', ...reset], 3, /Windows keeps the password.*user-activate or user-admin/],
  'an account of another directory': [
    ['lea', ...reset],
    3,
    /kept elsewhere: make another account \(name: lea, from: ldap\)/,
  ],
}

test.serial('whatever is refused is said in a sentence, and nothing is changed', async t => {
  const users = { ann: {}, win: { externType: 'container', active: false }, lea: { externType: 'ldap' } }
  const made = await makeSite(t, { users })
  for (const [what, [words, code, sentence]] of Object.entries(refused)) {
    const changes = await changesOf(made, async () => {
      const ended = await run(made, ...words)
      t.deepEqual([ended.code, ended.stdout], [code, ''], what)
      t.regex(ended.stderr, sentence, what)
    })
    t.deepEqual(changes, [], what)
  }
})

test.serial('where passwords let nobody in, that is said', async t => {
  const made = await makeSite(t, { settings: { auth_internal_enabled: 'False' } })
  const ended = await run(made, 'heidi', ...good)
  t.is(ended.code, 0, ended.stderr)
  t.regex(ended.stdout, /made.*\nBut no password lets anybody in: the plugin "Internal"/)
})

test.serial('in a terminal it asks for what is missing, the password twice and unseen', async t => {
  const { server, ...made } = await openAdministration(t, { users: { ann: {} } })
  const seen = await converse(t, made, [
    [/Which e-mail address\?/, 'ann@example.com'],
    [/Somebody has this e-mail address already/, '\u007f'.repeat(15) + 'heidi@example.com'],
    [/Which password\?/, 'a-password'],
    [/The same once more/, 'a-passwort'],
    [/The two passwords differ/, '\u007f'.repeat(10) + 'a-password'],
    [/heidi is made, and may sign in/, null],
  ])
  t.notRegex(seen, /a-passwor/)
  t.is((await made.user('heidi')).email, 'heidi@example.com')
  t.is((await server.client().signIn('heidi', 'a-password')).status, 302)
})

/** As a process would, and in this one: each start of another takes its time. */
async function run({ ini }: MadeSite, ...words: readonly string[]): Promise<Ended> {
  const said: string[] = []
  const terminal = {
    say: (line: string) => said.push(`${line}\n`),
    keepUp: async () => {},
    mayAsk: false,
    environment: {},
  }
  const program = new Commander()
  addCommand(program, userCreate, terminal)
  try {
    await program.parseAsync(['user-create', ...words, '-c', ini], { from: 'user' })
    return { code: 0, stdout: said.join(''), stderr: '' }
  } catch (error) {
    return { code: exitCodeOf(error), stdout: said.join(''), stderr: sentenceOf(error) }
  }
}

async function changesOf({ folder }: MadeSite, act: () => Promise<unknown>): Promise<readonly RowChange[]> {
  const file = path.join(folder, 'kallithea.db')
  const before = readRows(file)
  await act()
  return rowChanges(before, readRows(file))
}

type Turn = readonly [hears: RegExp, says: string | null]

/** A real terminal, in which each answer follows its question. Answers all that was seen. */
async function converse(t: ExecutionContext, { folder, ini }: MadeSite, turns: readonly Turn[]): Promise<string> {
  const line = `'${process.execPath}' '${project}server.ts' user-create heidi -c '${ini}'`
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: folder,
    env: { HOME: folder, PATH: process.env.PATH, TERM: 'xterm' },
  })
  t.teardown(() => child.kill('SIGKILL'))
  const closed = once(child, 'close')
  let seen = ''
  let answered = 0
  child.stdout.on('data', bytes => (seen += stripVTControlCharacters(String(bytes))))
  for (const [hears, says] of turns) {
    while (!hears.test(seen.slice(answered))) {
      if (child.exitCode !== null) throw new Error(`it ended too soon: ${seen}`)
      await Promise.race([once(child.stdout, 'data'), closed])
    }
    answered = seen.length
    if (says !== null) child.stdin.write(`${says}\r`)
  }
  await closed
  return seen
}
