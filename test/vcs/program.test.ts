import { chmod, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { findProgram, prepareHome, toolEnvironment } from '../../lib/vcs/program.ts'
import { makeFolder } from '../helpers/folder.ts'

test('a program is found in the folders of PATH, in their order, never in the current one', async t => {
  const folder = await makeFolder(t)
  for (const name of ['one', 'two']) {
    await mkdir(path.join(folder, name))
    await writeFile(path.join(folder, name, 'tool'), '')
    await chmod(path.join(folder, name, 'tool'), name === 'one' ? 0o644 : 0o755)
  }
  const search = ['.', '', 'relative', path.join(folder, 'one'), path.join(folder, 'two')].join(path.delimiter)
  t.is(findProgram('tool', search), path.join(folder, 'two', 'tool'))
  t.is(findProgram('other', search), null)
  t.is(findProgram('../two/tool', search), null)
  t.is(findProgram('two/tool', folder), null)
  t.is(findProgram('', search), null)
  t.is(findProgram(path.join(folder, 'two', 'tool'), ''), path.join(folder, 'two', 'tool'))
  t.is(findProgram(path.join(folder, 'two'), ''), null)
})

test('the environment of a tool holds nothing that the server was given', t => {
  const given = [
    'PORT',
    'IISNODE_VERSION',
    'APP_POOL_ID',
    'NODE_OPTIONS',
    'GIT_DIR',
    'GIT_SSH_COMMAND',
    'HGUSER',
    'EDITOR',
  ]
  for (const name of given) process.env[name] = 'x'
  const environment = toolEnvironment('/home/private', ['/opt/git/git', null])
  for (const name of given) t.false(name in environment, name)
  t.is(environment.HOME, '/home/private')
  t.regex(environment.PATH ?? '', /^\/opt\/git:/)
  t.is(environment.HGPLAIN, '+strictflags')
  for (const name of given) delete process.env[name]
})

test('the private home says whom git trusts', async t => {
  const home = path.join(await makeFolder(t), 'not', 'there', 'yet')
  prepareHome(home)
  t.regex(await readFile(path.join(home, 'gitconfig'), 'utf8'), /\[safe\]\n\tdirectory = \*/)
  t.regex(await readFile(path.join(home, 'hgrc'), 'utf8'), /\[trusted\]/)
})

test('the files of the private home are left alone where they are right, and replaced as a whole', async t => {
  const home = await makeFolder(t)
  prepareHome(home)
  const files = ['gitconfig', 'hgrc', 'sha1.git/HEAD', 'sha256.git/config'].map(name => path.join(home, name))
  const states = () => Promise.all(files.map(async file => (await stat(file, { bigint: true })).mtimeNs))
  const before = await states()
  prepareHome(home)
  t.deepEqual(await states(), before)
  for (const file of files) {
    const text = await readFile(file, 'utf8')
    await writeFile(file, 'of an older version')
    const reading = await open(file)
    prepareHome(home)
    t.is(await reading.readFile('utf8'), 'of an older version')
    await reading.close()
    t.is(await readFile(file, 'utf8'), text)
  }
})
