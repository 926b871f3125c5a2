import path from 'node:path'
import test from 'ava'
import { folderOf, openRepository } from '#domain/repository-access.ts'
import { commit } from '../helpers/repositories.ts'
import { makeSite } from '../helpers/site.ts'

const root = path.resolve('/srv/repositories')

test('a name is a folder below the root', t => {
  t.is(folderOf(root, 'a'), path.join(root, 'a'))
  t.is(folderOf(root, 'a/b.c/d'), path.join(root, 'a', 'b.c', 'd'))
  t.is(folderOf(path.parse(root).root, 'a'), path.resolve('/a'))
})

for (const name of [
  '',
  '/',
  '/a',
  'a/',
  'a//b',
  '.',
  '..',
  '../a',
  'a/..',
  'a/../../b',
  './a',
  'a\\b',
  '..\\a',
  'a\0b',
  '\\\\host\\share',
]) {
  test(`no folder is called ${JSON.stringify(name)}`, t => {
    t.throws(() => folderOf(root, name), { message: 'no folder can have this name' })
  })
}

for (const kind of ['git', 'hg'] as const) {
  test(`a ${kind} repository is opened behind its row, and another kind is not found in its place`, async t => {
    const { site, repository } = await makeSite(t, {
      repositories: { 'work/plan': { kind, commits: [commit('first', { readme: 'hello' })] } },
    })
    const row = await repository('work/plan')
    const vcs = await openRepository(site, row)
    t.is(vcs.kind, kind)
    t.not(await vcs.tip(), null)
    await t.throwsAsync(openRepository(site, { ...row, kind: kind === 'git' ? 'hg' : 'git' }), {
      message: 'no such repository',
    })
  })
}

test('a row without its repository is not found', async t => {
  const { site, repository } = await makeSite(t, { repositories: { gone: {} } })
  await t.throwsAsync(openRepository(site, await repository('gone')), { message: 'no such repository' })
})
