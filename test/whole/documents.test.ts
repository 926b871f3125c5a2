import { readdirSync } from 'node:fs'
import { access, cp, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test, { type ExecutionContext } from 'ava'
import { start } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { layOutVersion, ofTheSite, sharePackage } from '../helpers/package.ts'
import { project } from '../helpers/source.ts'

const shared = sharePackage()

/*
 * Every command line of the documentation stands in a fenced block that says what becomes of it here:
 *   console           it is run, in the order of the page, and ends well
 *   console follows   it is run until it has said something; it has no end
 *   console golden    the same as console, with the data of a Kallithea 0.7; sql is run there, too
 *   … windows-only    it changes IIS or Windows
 * Any other block shows a text.
 */

interface Block {
  readonly kind: string
  readonly lines: readonly string[]
}

const runs = ['console', 'console follows', 'console golden']
const texts = ['ini', 'sql', 'text', 'xml']

const pages = readdirSync(path.join(project, 'docs'))
  .filter(name => name.endsWith('.md'))
  .map(name => `docs/${name}`)

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^ *```(.*)\n([\s\S]*?)^ *```$/gm)].map(([, kind = '', text = '']) => ({
    kind,
    lines: text.trimEnd().split('\n'),
  }))
}

for (const name of ['README.md', ...pages]) {
  test.serial(`the commands of ${name} do what it says`, async t => {
    t.timeout(300_000)
    const page = await readFile(path.join(project, name), 'utf8')
    t.is([...page.matchAll(/^ *```/gm)].length % 2, 0)
    t.notRegex(page, /^ {4}[a-z]/m, 'a command without a fence')
    const blocks = blocksOf(page)
    const known = (kind: string) => runs.includes(kind) || texts.includes(kind) || kind.endsWith(' windows-only')
    t.deepEqual(
      blocks.map(({ kind }) => kind).filter(kind => !known(kind)),
      [],
    )
    const run = await openMachine(t, blocks)
    const listed = blocks.filter(each => runs.includes(each.kind))
    for (const { kind, lines } of listed) for (const line of lines) await run(line, kind === 'console follows')
    t.pass()
  })

  test.serial(`the links of ${name} lead somewhere`, async t => {
    const page = await readFile(path.join(project, name), 'utf8')
    t.true(page.startsWith('# '))
    for (const [, address = ''] of page.matchAll(/\]\(([^)]*)\)/g)) {
      if (/^https?:/.test(address)) continue
      const [file = '', part] = address.split('#')
      const target = path.join(project, path.dirname(name), file)
      await t.notThrowsAsync(access(target), address)
      if (part === undefined) continue
      const headings = [...(await readFile(target, 'utf8')).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\p{L}\d -]/gu, '')
          .replaceAll(' ', '-'),
      )
      t.true(headings.includes(part), address)
    }
  })
}

test('each of the twenty traps is kept by tests that are there', async t => {
  const rows = (await readFile(path.join(project, 'docs/traps.md'), 'utf8'))
    .split('\n')
    .filter(row => /^\| \d/.test(row))
  t.is(rows.length, 20)
  for (const row of rows) {
    const kept = row.split('|')[3] ?? ''
    const tests = [...kept.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, name = '']) => name)
    t.true(tests.length > 0, row)
    for (const name of tests) await t.notThrowsAsync(access(path.join(project, 'test', name)), name)
  }
})

/** `C:\inetpub`, in a folder: the zip is unpacked there, and where a page does not begin with it the site is made. */
async function openMachine(t: ExecutionContext, blocks: readonly Block[]) {
  const inetpub = path.join(await makeFolder(t), 'inetpub')
  const [program, data] = [path.join(inetpub, 'kallithea'), path.join(inetpub, 'kallithea-data')]
  await mkdir(data, { recursive: true })
  await layOutVersion(shared().folder, program, ofTheSite)
  const around = { folder: data, server: path.join(program, 'server.ts') }
  const scripts: object = JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8')).scripts
  const database = path.join(data, 'kallithea.db')

  async function kallithea(words: readonly string[], line: string): Promise<void> {
    const { code, stdout, stderr } = await start(t, around, ...words).ended
    t.is(code, 0, `${line}\n${stdout}${stderr}`)
  }

  async function run(line: string, isEndless: boolean): Promise<void> {
    const [first = '', ...given] = line.split(' ')
    if (first === 'npm') t.true((given[0] === 'run' ? (given[1] ?? '') : (given[0] ?? '')) in scripts, line)
    else if (first === 'node' && given[0] !== 'server.ts')
      await t.notThrowsAsync(access(path.join(project, given[0] ?? '')), line)
    else {
      t.true(first === 'kallithea.cmd' || first === 'node', line)
      const words = (first === 'node' ? given.slice(1) : given).map(word => localWord(word, inetpub))
      if (/^user-(activate|admin)$/.test(words[0] ?? '')) addWaiting(database, words[1] ?? '')
      if (isEndless) await start(t, around, ...words).says(/\S/)
      else await kallithea(words, line)
    }
  }

  const lines = blocks.filter(({ kind }) => runs.includes(kind)).flatMap(block => block.lines)
  if (blocks.some(({ kind }) => kind === 'console golden')) {
    for (const name of ['my.ini', 'kallithea.db']) {
      await cp(path.join(project, 'test/fixtures/golden', name), path.join(data, name))
    }
    await mkdir(path.join(inetpub, 'repositories'))
    const sql = blocks.filter(({ kind }) => kind === 'sql').flatMap(block => block.lines)
    for (const line of sql) change(database, line.replace('C:\\repositories', path.join(inetpub, 'repositories')))
  } else if (lines.some(line => line.includes('my.ini')) && !lines.some(line => line.includes('config-create'))) {
    const account = ['--user', 'admin', '--email', 'admin@example.com', '--password', 'admin-secret', '--force-yes']
    await kallithea(['config-create', 'my.ini'], 'config-create')
    await kallithea(['db-create', '-c', 'my.ini', '--repos', path.join(data, 'repositories'), ...account], 'db-create')
  }
  return run
}

function localWord(word: string, inetpub: string): string {
  if (/^\d{4}$/.test(word)) return '0' // a port that is free
  return word.startsWith('C:\\inetpub') ? word.replace('C:\\inetpub', inetpub).replaceAll('\\', '/') : word
}

function change(file: string, sql: string, ...values: string[]): void {
  const database = new DatabaseSync(file)
  database.prepare(sql).run(...values)
  database.close()
}

/** Somebody whom Windows signed on for the first time. */
function addWaiting(file: string, name: string): void {
  const columns = 'username, email, extern_name, extern_type, password, active, admin, firstname, lastname, api_key'
  const sql = `INSERT INTO users (${columns}, created_on)
    SELECT ?, ?, ?, 'container', '', 0, 0, '', '', ?, created_on FROM users WHERE username = 'admin'
    AND NOT EXISTS (SELECT 1 FROM users WHERE username = ?)`
  change(file, sql, name, `${name}@example.com`, name, name, name)
}
