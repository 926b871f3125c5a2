import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { command } from '../helpers/command-line.ts'
import { makeFolder } from '../helpers/folder.ts'
import { project } from '../helpers/source.ts'

test.serial('an unknown word is answered with the one that was meant', async t => {
  const ended = await command(t, { folder: await makeFolder(t) }, 'user-activat')
  t.is(ended.code, 2)
  t.regex(ended.stderr, /unknown command 'user-activat'\s+\(Did you mean user-activate\?\)/)
})

test.serial('--version says the version of package.json and nothing else', async t => {
  const { version } = JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8'))
  const ended = await command(t, { folder: await makeFolder(t) }, '--version')
  t.deepEqual(ended, { code: 0, stdout: `${version}\n`, stderr: '' })
})

test.serial('--help lists every command, and the help of each ends with an example', async t => {
  const folder = await makeFolder(t)
  const all = await command(t, { folder }, '--help')
  t.is(all.code, 0)
  const words = `serve demo config-create db-create iis-install doctor self-test repo-scan trace
    user-create user-activate user-admin`.split(/\s+/)
  for (const word of words) {
    t.true(all.stdout.includes(`  ${word} `), word)
    const ended = await command(t, { folder }, word, '--help')
    t.regex(ended.stdout, new RegExp(`Example:\\n  node server\\.ts ${word}`))
  }
})

test.serial('without its libraries it says how to install them', async t => {
  const folder = await makeFolder(t)
  await cp(path.join(project, 'server.ts'), path.join(folder, 'server.ts'))
  await cp(path.join(project, 'package.json'), path.join(folder, 'package.json'))
  await cp(path.join(project, 'lib'), path.join(folder, 'lib'), { recursive: true })
  const ended = await command(t, { folder, server: path.join(folder, 'server.ts') }, '--version')
  t.deepEqual(
    [ended.code, ended.stderr],
    [6, `kallithea: the libraries are not installed here: run "npm ci" in ${folder}\n`],
  )
})
