import { execFile } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { isProblem } from '../../../lib/std/problem.ts'
import type { CommitId } from '../../../lib/vcs/repository.ts'
import { all, openBeside } from '../../helpers/contract.ts'
import { makeFolder } from '../../helpers/folder.ts'
import { randomHistory } from '../../helpers/random-history.ts'
import { ask, commit, makeRepository } from '../../helpers/repositories.ts'

test('a shallow clone ends where it was cut', async t => {
  const folder = await makeFolder(t)
  const [origin, shallow] = [path.join(folder, 'o.git'), path.join(folder, 's.git')]
  await makeRepository('git', origin, randomHistory(5, 20))
  await ask('git', folder, 'clone', '-q', '--bare', '--depth=3', `file://${origin}`, shallow)
  const repository = await openBeside(t, shallow).open('git', shallow)
  const order = (await ask('git', shallow, 'rev-list', '--all', '--date-order')).trim().split('\n')
  t.deepEqual(
    (await all(repository.log())).map(({ id }) => String(id)),
    order,
  )
})

test('a pack index that we do not read is read by git', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, randomHistory(6, 20))
  const repack = ['-c', 'pack.indexVersion=1', 'repack', '-q', '-a', '-d', '-f']
  await ask('git', folder, ...repack)
  const vcs = openBeside(t, folder)
  const repository = await vcs.open('git', folder)
  const order = (await ask('git', folder, 'rev-list', '--all', '--date-order')).trim().split('\n')
  t.deepEqual(
    (await all(repository.log())).map(({ id }) => String(id)),
    order,
  )
  const id = ids.at(-1) as CommitId // just made
  t.true((await repository.tree(id, '')).length > 0)
  t.true((await repository.lastCommits(id, '')).size > 0)
  t.is(vcs.runner.started(), 1)
})

test('a repository with sha256 is read', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  await ask('git', path.dirname(folder), 'init', '-q', '--bare', '--object-format=sha256', '-b', 'master', folder)
  const importing = promisify(execFile)('git', ['-C', folder, 'fast-import', '--quiet'])
  importing.child.stdin?.end(
    'commit refs/heads/master\ncommitter A <a@b> 1 +0000\ndata 1\nx\nM 100644 inline d/f\ndata 2\ny\n\n',
  )
  await importing
  for (const packed of [false, true]) {
    if (packed) await ask('git', folder, 'gc', '-q')
    const repository = await openBeside(t, folder).open('git', folder)
    const tip = await repository.resolve('tip')
    t.is(tip.length, 64)
    t.is((await (await repository.file(tip, 'd/f')).bytes()).toString(), 'y\n')
    t.is((await all(repository.diff(null, tip)))[0]?.newPath, 'd/f')
    t.is(String((await repository.lastCommits(tip, '')).get('d')), tip)
  }
})

test('a damaged repository says so, and is not taken for the one around it', async t => {
  const folder = await makeFolder(t)
  const outer = path.join(folder, 'outer')
  await makeRepository('git', path.join(outer, '.git'), [commit('outer', { a: '1' })])
  const inner = path.join(outer, 'inner')
  const ids = await makeRepository('git', inner, randomHistory(7, 10))
  const vcs = openBeside(t, outer)
  const tip = ids.at(-1) as CommitId // just made
  await cp(inner, path.join(outer, 'copy'), { recursive: true })
  await rm(path.join(outer, 'copy/objects'), { recursive: true })
  await mkdir(path.join(outer, 'copy/objects'))
  const copy = await vcs.open('git', path.join(outer, 'copy'))
  for (const asked of [copy.tip(), copy.resolve('tip'), copy.commit(tip), all(copy.diff(null, tip)), all(copy.log())]) {
    t.true(isProblem(await t.throwsAsync(asked)))
  }
  await rm(path.join(inner, 'HEAD'))
  t.true(isProblem(await t.throwsAsync(vcs.open('git', inner)), 'not-found'))
  const broken = path.join(outer, 'broken')
  await makeRepository('git', broken, [commit('one', { a: '1' })])
  const id = (await ask('git', broken, 'rev-parse', 'master:a')).trim()
  const object = path.join(broken, 'objects', id.slice(0, 2), id.slice(2))
  await rm(object)
  await writeFile(object, 'rubbish')
  const repository = await vcs.open('git', broken)
  const file = repository.file(await repository.resolve('tip'), 'a')
  t.true(isProblem(await t.throwsAsync(file), 'unavailable'))
})
