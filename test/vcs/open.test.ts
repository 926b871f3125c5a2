import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { isProblem } from '../../lib/std/problem.ts'
import { openVcs, type Vcs } from '../../lib/vcs/open.ts'
import { makeFolder } from '../helpers/folder.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'

function open(t: ExecutionContext, folder: string, tools = { git: 'git', hg: 'hg' }): Vcs {
  const vcs = openVcs({ ...tools, home: path.join(folder, 'home'), encodings: [], revFilter: '--all' })
  t.teardown(() => vcs.close())
  return vcs
}

test('a folder is what Kallithea takes it for', async t => {
  const folder = await makeFolder(t)
  const vcs = open(t, folder)
  const at = (name: string): string => path.join(folder, name)
  await makeRepository('git', at('bare'), [commit('one', { a: '1' })])
  await mkdir(at('work'))
  await rename(at('bare'), at('work/.git'))
  await makeRepository('git', at('bare'), [commit('one', { a: '1' })])
  await makeRepository('hg', at('hg'), [])
  for (const name of ['nothing', 'both/.hg', 'both/.git', 'removed/rm__.hg', 'half/objects', 'half/refs'])
    await mkdir(at(name), { recursive: true })
  await writeFile(at('file'), '')
  t.deepEqual(
    await Promise.all(
      ['bare', 'work', 'hg', 'nothing', 'both', 'removed', 'half', 'file', 'not there'].map(name =>
        vcs.detect(at(name)),
      ),
    ),
    ['git', 'git', 'hg', null, null, null, null, null, null],
  )
  t.is((await vcs.open('git', at('work'))).folder, at('work'))
  t.is(await (await vcs.open('git', at('work'))).count(), 1)
  for (const [kind, name] of [
    ['hg', 'bare'],
    ['git', 'hg'],
    ['git', 'nothing'],
    ['git', 'not there'],
  ] as const) {
    t.true(isProblem(await t.throwsAsync(vcs.open(kind, at(name))), 'not-found'), name)
  }
})

test('a repository is opened once, until another takes its place', async t => {
  const folder = await makeFolder(t)
  const vcs = open(t, folder)
  const place = path.join(folder, 'r')
  await makeRepository('git', place, [commit('one', { a: '1' })])
  const first = await vcs.open('git', place)
  t.is(await vcs.open('git', place), first)
  await rm(place, { recursive: true })
  t.true(isProblem(await t.throwsAsync(vcs.open('git', place)), 'not-found'))
  await makeRepository('git', place, [commit('one', { a: '1' }), commit('two', { a: '2' })])
  t.is(await (await vcs.open('git', place)).count(), 2)
})

test('the tools tell their versions, or that they are not there', async t => {
  const folder = await makeFolder(t)
  t.regex((await open(t, folder).tools()).git?.version ?? '', /^2\./)
  const without = open(t, folder, { git: 'git', hg: 'no-such-hg' })
  t.is((await without.tools()).hg, null)
  await makeRepository('git', path.join(folder, 'r'), [commit('one', { a: '1' })])
  t.is(await (await without.open('git', path.join(folder, 'r'))).count(), 1)
})

test('the description is the one people wrote', async t => {
  const folder = await makeFolder(t)
  const repository = await open(t, folder).create('git', path.join(folder, 'r'))
  await writeFile(
    path.join(folder, 'r/description'),
    "Unnamed repository; edit this file 'description' to name the repository.\n",
  )
  t.is(await repository.description(), null)
  await writeFile(path.join(folder, 'r/description'), 'of ünicode\n')
  t.is(await repository.description(), 'of ünicode')
})
