import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import test from 'ava'
import { readRefs } from '../../../../lib/vcs/git/store/refs.ts'
import { makeFolder } from '../../../helpers/folder.ts'
import { ask, commit, makeRepository } from '../../../helpers/repositories.ts'

async function theirs(folder: string): Promise<string[]> {
  return (await ask('git', folder, 'for-each-ref', '--format=%(objectname) %(refname)')).trim().split('\n')
}

test('refs are those git lists, loose or packed or both', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, [
    commit('one', { a: '1' }, { bookmarks: ['a', 'a-b', 'b/c', 'ünicode'], tags: ['v1'] }),
    commit('two', { a: '2' }, { tags: ['v2'] }),
  ])
  const mine = (): string[] => [...readRefs(folder, null).refs].map(([name, { id }]) => `${id} ${name}`)
  t.deepEqual(mine(), await theirs(folder))
  await ask('git', folder, 'pack-refs', '--all')
  t.deepEqual(mine(), await theirs(folder))
  const packed = readRefs(folder, null).refs.get('refs/tags/v1')
  t.is(packed?.peeled, ids[0])
  await ask('git', folder, 'update-ref', 'refs/heads/a', ids[1] ?? '')
  await ask('git', folder, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/heads/a')
  await writeFile(path.join(folder, 'refs/heads/x.lock'), 'rubbish')
  await writeFile(path.join(folder, 'refs/heads/rubbish'), 'rubbish')
  const known = (await theirs(folder).catch(() => [])).length
  await rm(path.join(folder, 'refs/heads/rubbish'))
  t.deepEqual(mine(), await theirs(folder))
  t.is(typeof known, 'number')
})

test('nothing is read again until something moved', async t => {
  const folder = path.join(await makeFolder(t), 'r.git')
  const ids = await makeRepository('git', folder, [commit('one', { a: '1' }), commit('two', { a: '2' })])
  const before = readRefs(folder, null)
  t.is(readRefs(folder, before), before)
  await ask('git', folder, 'update-ref', 'refs/heads/master', ids[0] ?? '')
  const after = readRefs(folder, before)
  t.not(after, before)
  t.is(after.headId, ids[0] ?? '')
  await ask('git', folder, 'pack-refs', '--all')
  t.is(readRefs(folder, after).headId, ids[0] ?? '')
  await ask('git', folder, 'symbolic-ref', 'HEAD', 'refs/heads/unborn')
  t.like(readRefs(folder, after), { headId: null, headName: 'refs/heads/unborn' })
  await ask('git', folder, 'update-ref', '--no-deref', 'HEAD', ids[1] ?? '')
  t.like(readRefs(folder, after), { headId: ids[1] ?? '', headName: null })
})
