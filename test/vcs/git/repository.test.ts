import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { isProblem } from '../../../lib/std/problem.ts'
import { all, openBeside } from '../../helpers/contract.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { ask, commit, makeRepository } from '../../helpers/repositories.ts'

test('a file is followed through renames, changed a little or not', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, [
    commit('one', { 'a.txt': body('a'), 'like a.txt': body('quite another').replaceAll('line', 'word') }),
    commit('two', { 'b/a.txt': body('b'), 'a.txt': null, 'like a.txt': null }),
    commit('three', { 'c.txt': body('b'), 'b/a.txt': null }),
    commit('four', { 'c.txt': body('c') }),
    commit('five', { other: 'x' }),
  ])
  const repository = await openBeside(t, folder).open('git', folder)
  const tip = await repository.resolve('tip')
  const mine = (await all(repository.history(tip, 'c.txt'))).map(({ id }) => String(id))
  t.deepEqual(mine, (await ask('git', folder, 'log', '--follow', '--format=%H', '--', 'c.txt')).trim().split('\n'))
  t.is(mine.length, 4)
})

test('a mode that changed alone is a change', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const [first, second] = await makeRepository('git', folder, [
    commit('one', { run: 'x' }),
    commit('two', { run: { content: 'x', kind: 'executable' } }),
  ])
  const repository = await openBeside(t, folder).open('git', folder)
  const tip = await repository.resolve('tip')
  t.is(String((await repository.lastCommits(tip, '')).get('run')), second ?? '')
  t.deepEqual(
    (await all(repository.history(tip, 'run'))).map(({ id }) => String(id)),
    [second, first],
  )
})

test('git_rev_filter chooses what counts', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, [
    commit('one', { a: '1' }),
    commit('two', { a: '2' }, { parents: [0], branch: 'x' }),
  ])
  await ask('git', folder, 'update-ref', 'refs/pull/1/head', ids[1] ?? '')
  await ask('git', folder, 'update-ref', '-d', 'refs/heads/x')
  t.is(await (await openBeside(t, folder).open('git', folder)).count(), 2)
  t.is(await (await openBeside(t, folder, '--branches --tags').open('git', folder)).count(), 1)
  t.true(isProblem(await t.throwsAsync(openBeside(t, folder, '--all --upload-pack=x').open('git', folder)), 'invalid'))
})

test('a repository whose HEAD is an unborn branch is empty, as in Kallithea', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, [commit('one', { a: '1' })])
  await ask('git', folder, 'symbolic-ref', 'HEAD', 'refs/heads/none')
  const repository = await openBeside(t, folder).open('git', folder)
  t.is(await repository.count(), 0)
  t.deepEqual((await repository.refs()).branches, [])
})

test('tags of tags are commits, tags of files are none', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const [id] = await makeRepository('git', folder, [commit('one', { a: '1' }, { tags: ['v1'] })])
  await ask('git', folder, '-c', 'user.name=x', '-c', 'user.email=x@y', 'tag', '-a', '-m', 'x', 'v2', 'v1')
  await ask('git', folder, '-c', 'user.name=x', '-c', 'user.email=x@y', 'tag', '-a', '-m', 'x', 'file', `${id}:a`)
  const repository = await openBeside(t, folder).open('git', folder)
  t.deepEqual(
    (await repository.refs()).tags.map(({ name, commit: of }) => [name, String(of)]),
    [
      ['v2', id],
      ['v1', id],
    ],
  )
  t.is(String(await repository.resolve('v2')), id ?? '')
})

test('short ids are no names', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const [id = ''] = await makeRepository('git', folder, [commit('one', { a: '1' })])
  const repository = await openBeside(t, folder).open('git', folder)
  for (const name of [id.slice(0, 12), id.slice(0, 39), id.toUpperCase()]) await t.throwsAsync(repository.resolve(name))
  t.is(String(await repository.resolve('0'.repeat(40))), id)
})

test('a submodule names its address and commit', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const [id = ''] = await makeRepository('git', folder, [
    commit('one', { '.gitmodules': '[submodule "m"]\n\tpath = m\n\turl = ../m.git\n', a: '1' }),
  ])
  const blob = (await ask('git', folder, 'rev-parse', `${id}:.gitmodules`)).trim()
  const input = `100644 blob ${blob}\t.gitmodules\n160000 commit ${id}\tm\n`
  const making = promisify(execFile)('git', ['-C', folder, 'mktree', '--missing'])
  making.child.stdin?.end(input)
  const tree = (await making).stdout.trim()
  const made = (
    await ask('git', folder, '-c', 'user.name=x', '-c', 'user.email=x@y', 'commit-tree', '-m', 'x', tree)
  ).trim()
  await ask('git', folder, 'update-ref', 'refs/heads/master', made)
  const repository = await openBeside(t, folder).open('git', folder)
  const tip = await repository.resolve('tip')
  const [module] = await repository.tree(tip, '')
  t.like(module, { name: 'm', kind: 'submodule', size: null, link: { url: '../m.git', commit: id } })
  t.true(isProblem(await t.throwsAsync(repository.file(tip, 'm')), 'not-found'))
  t.true(isProblem(await t.throwsAsync(repository.tree(tip, 'm')), 'not-found'))
})

test('texts in other encodings are read', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await makeRepository('git', folder, [commit('one', { 'a.txt': Buffer.from('gr\xfc\xdfe\n', 'latin1') })])
  const tree = (await ask('git', folder, 'rev-parse', 'master^{tree}')).trim()
  const raw = Buffer.from(
    `tree ${tree}\nauthor J\xfcrg <j@x> 1 +0000\ncommitter J\xfcrg <j@x> 1 -0330\nencoding ISO-8859-1\n\ngr\xfc\xdfe\n`,
    'latin1',
  )
  const making = promisify(execFile)('git', ['-C', folder, 'hash-object', '-t', 'commit', '-w', '--stdin'])
  making.child.stdin?.end(raw)
  const id = (await making).stdout.trim()
  await ask('git', folder, 'update-ref', 'refs/heads/master', id)
  const repository = await openBeside(t, folder).open('git', folder)
  const tip = await repository.resolve('tip')
  t.like(await repository.commit(tip), { author: 'Jürg <j@x>', message: 'grüße\n', zone: -210 })
  t.is((await repository.annotate(tip, 'a.txt'))[0]?.text, 'grüße')
  t.is((await all(repository.diff(null, tip)))[0]?.hunks[0]?.lines[0]?.text, 'grüße')
})

function body(first: string): string {
  return `${first}\n${Array.from({ length: 30 }, (_, number) => `line ${number}`).join('\n')}\n`
}

test('lines of a file whose name is no UTF-8 are git’s, as far as texts differ clearly', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const name = 'latin1:\xe9'
  const ids = await makeRepository('git', folder, [
    commit('one', { [name]: numbered() }),
    commit('two', { [name]: numbered(1, 1) }),
    commit('side', { [name]: `${numbered()}end\n` }, { parents: [0], branch: 'side' }),
    commit('merge', { [name]: `${numbered(1, 1)}end\n` }, { parents: [1, 2] }),
    commit('four', { [name]: `first\n${numbered(1, 1)}end\n` }),
  ])
  const repository = await openBeside(t, folder).open('git', folder)
  const lines = (await repository.annotate(await repository.resolve('tip'), 'é')).map(line => ids.indexOf(line.commit))
  t.deepEqual(lines, [4, 1, 1, ...Array.from({ length: 18 }, () => 0), 2])
})

function numbered(...changed: number[]): string {
  return Array.from({ length: 20 }, (_, line) => `${line} ${changed[line] ?? ''}\n`).join('')
}
