import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import { isProblem } from '../../lib/std/problem.ts'
import type { Vcs } from '../../lib/vcs/open.ts'
import type { Kind, Repository } from '../../lib/vcs/repository.ts'
import { all, openTools } from '../helpers/contract.ts'
import { commit, makeRepository } from '../helpers/repositories.ts'

const kinds: readonly Kind[] = ['git', 'hg']

const revisions = [
  '-h',
  '--help',
  '--output=x',
  '--upload-pack=x',
  '--exec=x',
  '-O/x',
  '--open-files-in-pager=x',
  '--no-index',
  '--debugger',
  '--config=alias.log=!x',
  '-R',
  '--cwd=x',
  '@{u}',
  'HEAD^{/x}',
  'a..b',
  '^a',
  ':/x',
  '\0',
  '\r',
  '\n',
  'tip\n',
  'x'.repeat(10_240),
  'all()',
  'tip~1',
  'HEAD~1',
  'HEAD^',
  'tip^',
  'reverse(all())',
  'file("set:exec(x)")',
  '0:tip',
  'HEAD:one',
  '../../etc/passwd',
  'refs/heads/master',
  'FETCH_HEAD',
  '@',
  '.',
  'branch(default)',
  'id(0)',
  'only(0)',
  'p1()',
  'file("set:**")',
  '0:1',
  '%',
  "'; touch x; '",
  '$(touch x)',
  '`touch x`',
]

const paths = [
  ':(glob)*',
  ':!x',
  ':/',
  ':^one',
  'listfile:x',
  'set:exec()',
  're:.*',
  'path:one',
  'glob:**',
  'relglob:*',
  '*',
  'o?e',
  '--output=x',
  '-h',
  '$(touch x)',
  'one\n',
  'ONE',
]

async function openMade(
  t: ExecutionContext,
  kind: Kind,
): Promise<{ vcs: Vcs; repository: Repository; folder: string }> {
  const { vcs, folder } = await openTools(t)
  await makeRepository(kind, path.join(folder, 'r'), [commit('one', { one: 'x\n' }), commit('two', { two: 'y\n' })])
  return { vcs, repository: await vcs.open(kind, path.join(folder, 'r')), folder }
}

async function listAll(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true }))
    .filter(name => !/cache|wcache|hgrc|gitconfig|home/.test(name))
    .toSorted()
}

for (const kind of kinds) {
  test(`${kind}: no name of a revision starts anything or makes a file`, async t => {
    const { vcs, repository, folder } = await openMade(t, kind)
    const before = await listAll(folder)
    for (const name of revisions) {
      const found = await repository.resolve(name).catch((error: unknown) => error)
      // hg calls its working folder's parent `.`.
      if (!(kind === 'hg' && name === '.')) t.true(isProblem(found, 'not-found'), name)
      t.true(isProblem(await t.throwsAsync(all(repository.log({ branch: name }))), 'not-found'), name)
    }
    t.is(vcs.runner.started(), 0)
    t.deepEqual(await listAll(folder), before)
    t.deepEqual(await readdir(process.cwd()).then(names => names.filter(name => name === 'x')), [])
  })

  test(`${kind}: a path is a name of a file, never a pattern`, async t => {
    const { repository, folder } = await openMade(t, kind)
    const [first, second] = [await repository.byNumber(0), await repository.byNumber(1)]
    const before = await listAll(folder)
    for (const name of paths) {
      for (const asked of [
        repository.entry(second, name),
        repository.file(second, name),
        repository.annotate(second, name),
        all(repository.history(second, name)),
      ])
        t.true(isProblem(await t.throwsAsync(asked), 'not-found'), name)
      t.deepEqual(await all(repository.diff(first, second, { paths: [name] })), [], name)
      t.is((await buffer(repository.patch(first, second, { paths: [name] }))).length, 0, name)
    }
    t.deepEqual(await listAll(folder), before)
  })

  test(`${kind}: a name that looks like an option is a file like others`, async t => {
    const { vcs, folder } = await openMade(t, kind)
    const names = ['--output=x', '-h', ':(glob)*', 'set:exec()', '--config=alias.log=!touch x']
    await makeRepository(kind, path.join(folder, 'odd'), [
      commit('one', { a: '1' }),
      commit('two', Object.fromEntries(names.map(name => [name, 'x\n']))),
    ])
    const repository = await vcs.open(kind, path.join(folder, 'odd'))
    const [first, second] = [await repository.byNumber(0), await repository.byNumber(1)]
    for (const name of names) {
      t.is((await repository.annotate(second, name)).length, 1, name)
      const diff = await all(repository.diff(first, second, { paths: [name] }))
      t.deepEqual(
        diff.map(({ newPath }) => newPath),
        [name],
      )
    }
    t.deepEqual((await readdir(folder)).toSorted(), ['home', 'odd', 'r'])
  })

  test(`${kind}: sources that are no repository are not cloned`, async t => {
    const { vcs, folder } = await openMade(t, kind)
    const sources = [
      'ext::sh -c "touch x"',
      'file:///etc',
      '\\\\server\\share',
      'fd::1',
      'relative',
      'ssh://-oProxyCommand=x/',
      '--upload-pack=x',
      '',
      folder,
      'bundle:x',
      'static-http://x/',
    ]
    for (const source of sources)
      t.true(isProblem(await t.throwsAsync(vcs.cloneInto(kind, source, path.join(folder, 'clone')))), source)
  })
}
