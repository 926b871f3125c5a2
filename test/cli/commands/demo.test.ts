import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { addressOf, command, pathOf, start, stop, takenPort } from '../../helpers/command-line.ts'
import { makeFolder } from '../../helpers/folder.ts'

test.serial('a first start prints an address and a password, and shows repositories; a second keeps them', async t => {
  const folder = await makeFolder(t)
  const words = ['demo', '--port', '0', '--data', `${folder}/data`]
  const first = start(t, { folder }, ...words)
  const page = await (await fetch(await addressOf(first))).text()
  t.true(page.includes('tide-tables') || page.includes('samples'))
  t.is(first.said().match(/with the password \S{12} \(told only now\)/g)?.length, 1)
  t.is((await stop(first)).code, 0)

  const second = start(t, { folder }, ...words)
  t.is(await (await fetch(await addressOf(second))).text().then(text => text.includes('samples')), true)
  t.notRegex(second.said(), /password|making|writing/)
})

test.serial('without Mercurial the Git repository is served, and it is said', async t => {
  const folder = await makeFolder(t)
  const environment = { PATH: await pathOf(folder, 'git') }
  const running = start(t, { folder, environment }, 'demo', '--port', '0', '--data', `${folder}/data`)
  t.is((await fetch(await addressOf(running))).status, 200)
  t.regex(running.said(), /Mercurial \(hg\) was not found/)
  t.notRegex(running.said(), /tide-tables/)
})

test.serial('without Git nothing is made, and one sentence says what to do', async t => {
  const folder = await makeFolder(t)
  const environment = { PATH: await pathOf(folder) }
  const ended = await command(t, { folder, environment }, 'demo', '--port', '0', '--data', `${folder}/data`)
  t.is(ended.code, 6)
  t.regex(ended.stderr, /^kallithea: git was not found: install Git and start again.*\n$/)
  t.notRegex(ended.stdout, /password/)
})

test.serial('a folder that cannot be written to is named in one sentence', async t => {
  const folder = await makeFolder(t)
  await writeFile(path.join(folder, 'file'), '')
  const ended = await command(t, { folder }, 'demo', '--port', '0', '--data', `${folder}/file/data`)
  t.is(ended.code, 6)
  t.regex(ended.stderr, /^kallithea: nothing can be written to this folder.*--data.*\n$/)
})

test.serial('a port in use is named in one sentence', async t => {
  const folder = await makeFolder(t)
  const port = String(await takenPort(t))
  const environment = { PATH: await pathOf(folder, 'git') }
  const ended = await command(t, { folder, environment }, 'demo', '--port', port, '--data', `${folder}/data`)
  t.is(ended.code, 5)
  t.regex(ended.stderr, new RegExp(`^kallithea: another program listens there already: .*${port}.*\\n$`))
})

test.serial('a first start that is killed on the way is completed by the next', async t => {
  const folder = await makeFolder(t)
  const words = ['demo', '--port', '0', '--data', `${folder}/data`]
  const killed = start(t, { folder }, ...words)
  await killed.says('making the repository samples/tide-tables')
  killed.child.kill('SIGKILL')
  await killed.ended
  const next = start(t, { folder }, ...words)
  const address = await addressOf(next)
  t.regex(next.said(), /with the password/)
  const changelog = await fetch(`${address}samples/tide-tables/changelog`)
  t.is(changelog.status, 200)
})

test.serial('a repository that somebody put there is shown from the next start on', async t => {
  const folder = await makeFolder(t)
  const environment = { PATH: await pathOf(folder, 'git') }
  const words = ['demo', '--port', '0', '--data', `${folder}/data`]
  const first = start(t, { folder, environment }, ...words)
  await addressOf(first)
  await stop(first)
  const bare = path.join(folder, 'data/repositories/mine')
  await mkdir(path.join(bare, 'objects'), { recursive: true })
  await mkdir(path.join(bare, 'refs'))
  await writeFile(path.join(bare, 'HEAD'), 'ref: refs/heads/main\n')
  const second = start(t, { folder, environment }, ...words)
  await addressOf(second)
  t.regex(second.said(), /repositories to browse: mine/)
})
